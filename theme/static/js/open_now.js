// Says which lines of help today are open now, by the hours that they publish. It never says that one is closed, and moves none.
// Nothing is said offline, on a bank holiday, or once the day is past on which a keeper's check of the line has aged.

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const { zone, holidays } = document.querySelector("[data-zone]").dataset;
const shut = new Set(holidays.split(" "));
const clock = new Intl.DateTimeFormat("en", {
  timeZone: zone,
  ...{ weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
});

// The day in the directory's time zone, and the minutes since Monday 0:00 there.
const now = () => {
  const { year, month, day, weekday, hour, minute } = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  return { today: [year, month, day].map(Number), minutes: WEEKDAYS.indexOf(weekday) * DAY + (Number(hour) % 24) * 60 + Number(minute) };
};

// A day as it is written in a listing, some days before another.
const dayBefore = ([year, month, day], days) => new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10);

// Which of the spans holds a minute of the week, and how many days ago that span began; one that never ends began today.
const spanAt = (spans, minutes) => {
  for (const [place, [start, end]] of spans.entries()) {
    for (const at of [minutes, minutes + WEEK]) {
      if (start <= at && at < end) return { place, days: end - start < WEEK ? Math.floor(at / DAY) - Math.floor(start / DAY) : 0 };
    }
  }
  return null;
};

const openingOf = ({ hours, until, open }, { today, minutes }) => {
  const span = dayBefore(today, 0) <= until && spanAt(JSON.parse(hours), minutes);
  if (!span) return "";
  const days = [...Array(span.days + 1).keys()].map((back) => dayBefore(today, back));
  return days.some((day) => shut.has(day)) ? "" : JSON.parse(open)[span.place];
};

const paintOpen = () => {
  const time = now();
  for (const line of document.querySelectorAll("[data-hours]")) {
    const text = navigator.onLine ? openingOf(line.dataset, time) : "";
    if (line.textContent !== text) line.textContent = text;
  }
};

paintOpen();
setInterval(paintOpen, 30000);
for (const news of ["online", "offline", "pageshow"]) addEventListener(news, paintOpen);
dispatchEvent(new Event("ran"));
