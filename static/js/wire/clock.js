// The server's clock as this page knows it. It counts on the browser's monotonic clock, so that a wall clock that is
// set does not move a countdown; comparing the two clocks shows that the device slept. Phone-safe.

const JUMP_MS = 1500;

/**
 * Makes a clock: {now, set, jumped}. `wall` and `steady` return milliseconds; `steady` is monotonic, but may stand
 * still while a phone sleeps.
 */
export function makeClock(wall, steady) {
  const clock = { ahead: wall() - steady(), apart: wall() - steady() };
  return {
    /** The server's time, in epoch milliseconds. */
    now: () => steady() + clock.ahead,
    /** Sets the clock to the server's time of this moment. */
    set: function (now) {
      clock.ahead = now - steady();
      clock.apart = wall() - steady();
    },
    /**
     * Whether the two clocks have moved apart since they were last compared: the device slept, or its clock was set.
     */
    jumped: function () {
      const apart = wall() - steady();
      const far = Math.abs(apart - clock.apart) > JUMP_MS;
      clock.apart = apart;
      return far;
    },
  };
}
