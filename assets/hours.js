// Says whether a clinic is within its opening hours now, from the clinic's own table and in Japanese
// time. It is silent where the table cannot know: on days that the clinic names as closed by date or
// season, on public holidays (which no table here lists), and around the New Year.
(() => {
  const now = new Date(Date.now() + 9 * 36e5); // read with the UTC methods: Japan has no summer time
  const day = now.getUTCDay(), minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const date = (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
  if (date >= 1228 || date <= 104 || (date >= 810 && date <= 817)) return;
  const holiday = () => {
    const y = now.getUTCFullYear(), weekOf = Math.ceil(now.getUTCDate() / 7), m = now.getUTCMonth() + 1;
    const spring = Math.floor(20.8431 + 0.242194 * (y - 1980) - Math.floor((y - 1980) / 4));
    const autumn = Math.floor(23.2488 + 0.242194 * (y - 1980) - Math.floor((y - 1980) / 4));
    const fixed = [211, 223, 300 + spring, 429, 503, 504, 505, 811, 900 + autumn, 1103, 1123];
    if (fixed.includes(date) || date === 506 || (m === 9 && date > 915 && date < 925)) return true;
    if (day === 1 && ((weekOf === 2 && (m === 1 || m === 10)) || (weekOf === 3 && (m === 7 || m === 9)))) return true;
    return day === 1 && fixed.includes(date - 1);
  };
  for (const table of document.querySelectorAll("table[data-week]")) {
    if (holiday()) continue;
    const week = table.dataset.week.split(";");
    const within = (spans, at) => spans !== "" && spans.split(",").some((s) => {
      const [open, close] = s.split("-").map(Number);
      return at >= open && at < close;
    });
    if (week.length !== 7) continue;
    const open = within(week[day], minute) || within(week[(day + 6) % 7], minute + 1440);
    const p = table.querySelector(".state"); // on the line of the caption, so that nothing moves
    p.classList.toggle("open", open);
    p.textContent = open ? table.dataset.open : table.dataset.shut;
  }
})();
