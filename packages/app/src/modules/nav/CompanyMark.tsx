/** The example company's mark: two peaks, as it sells to people who climb them. */
export function CompanyMark() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width={32}
      height={32}
      aria-hidden
    >
      <path d="M3 26 13 7l6 11 4-5 6 13z" fill="#e7b75f" />
    </svg>
  );
}
