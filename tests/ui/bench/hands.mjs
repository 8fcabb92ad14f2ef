/**
 * What a hand does, as events in the page: the same for both programs, one step a frame.
 *
 * Each function is sent to the page as text, so it may use nothing but its arguments.
 */

/** Puts `window.bench` into the page. `surface` is the selector of what gets the events. */
export function install(surface) {
  // Events made by a script have no pointer that could be captured.
  Element.prototype.setPointerCapture = () => undefined;
  Element.prototype.releasePointerCapture = () => undefined;
  const target = () => document.querySelector(surface);
  const common = { bubbles: true, cancelable: true, composed: true, view: window };
  const wheel = (at, words) =>
    target().dispatchEvent(new WheelEvent('wheel', { ...common, clientX: at.x, clientY: at.y, ...words }));
  const pointer = (type, at, buttons) =>
    (type === 'pointerdown' ? target() : target()).dispatchEvent(
      new PointerEvent(type, {
        ...common,
        clientX: at.x,
        clientY: at.y,
        pointerId: 1,
        pointerType: 'mouse',
        isPrimary: true,
        button: type === 'pointermove' ? -1 : 0,
        buttons,
      }),
    );
  const frames = (count, act) =>
    new Promise((done) => {
      let at = 0;
      const began = performance.now();
      const tick = () => {
        if (at === count) return done((performance.now() - began) / count);
        act(at);
        at += 1;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
  // There and back again, so that any board is wide enough: -1, 0 or 1 in front of each step.
  const way = (at, half) => (Math.floor(at / half) % 2 === 0 ? 1 : -1);

  window.bench = {
    pan: (count, at, half, step) =>
      frames(count, (frame) =>
        wheel(at, { deltaX: step.x * way(frame, half), deltaY: step.y * way(frame, half) }),
      ),
    zoom: (count, at, half, delta) =>
      frames(count, (frame) => wheel(at, { deltaY: delta * way(frame, half), ctrlKey: true })),
    async drag(count, at) {
      pointer('pointermove', at, 0);
      pointer('pointerdown', at, 1);
      const took = await frames(count, (frame) =>
        pointer('pointermove', { x: at.x + 90 * Math.sin(frame / 12), y: at.y + 1.2 * frame }, 1),
      );
      // Back where it came from, so that the next round finds the same board.
      pointer('pointermove', at, 1);
      pointer('pointerup', at, 0);
      return took;
    },
    rest: (count) => frames(count, () => undefined),
  };
}
