// The server's clock on this page. It runs on the browser's steady clock, so that a wall clock that is set moves no countdown; the two
// are compared to notice a sleep. Phone-safe.

const JUMP = 1500;

/** A clock: {now, set, jumped}. `wall` and `steady` give milliseconds; steady never jumps, but may stand still while a phone sleeps. */
export function makeClock(wall, steady) {
  const clock = { ahead: wall() - steady(), apart: wall() - steady() };
  return {
    /** Milliseconds of the server's time. */
    now: function () {
      return steady() + clock.ahead;
    },
    /** The server said what time it is. */
    set: function (now) {
      clock.ahead = now - steady();
      clock.apart = wall() - steady();
    },
    /** Whether the two clocks have moved apart, either way, since they were last compared. */
    jumped: function () {
      const apart = wall() - steady();
      const far = Math.abs(apart - clock.apart) > JUMP;
      clock.apart = apart;
      return far;
    },
  };
}
