export interface Config {
  auth?: {
    providers?: {
      /**
       * Signs in as an example person, for development only. The backend
       * refuses to start with it anywhere else.
       */
      demo?: {
        /**
         * The people whom the sign-in page offers.
         *
         * @deepVisibility frontend
         */
        people?: Array<{
          /** Name of the User entity, in the default namespace. */
          name: string;
          title: string;
          /** What they do, and where. */
          role: string;
          /** What they would come to the portal for, in one sentence. */
          asks?: string;
        }>;
      };
    };
  };
}
