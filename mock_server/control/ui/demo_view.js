// The bar of a demo.
import { addView, say, said } from "./store.js";
import { show } from "./dom.js";
import { stepDemo } from "./actions.js";

let endsAt = 0; // on this page's clock
let timer = 0;

export async function demoStep(step) {
  const isHere = said.demo && !said.server.read_only_control;
  const demo = isHere && (await stepDemo(step));
  if (demo) say({ demo });
}

// Once a second, and only while a scene is running.
function countDown() {
  clearTimeout(timer);
  const { paused, ended } = said.demo;
  const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
  show({ demoNextIn: ended ? "the end" : paused ? "paused" : `${seconds} s left` });
  if (!ended && !paused && seconds > 0) timer = setTimeout(countDown, 1000);
}

addView((demo) => {
  show({ hasNoDemo: !demo });
  if (!demo) return;
  const { scene, scenes, title, text, paused, ended, remaining_ms: leftMs } = demo;
  show({
    demoScene: `Scene ${scene + 1} of ${scenes.length}`,
    demoTitle: title,
    demoText: text.join(" "),
    demoPause: ended ? "Play again" : paused ? "Play" : "Pause",
    isFirstScene: scene === 0,
    isLastScene: scene + 1 >= scenes.length,
  });
  endsAt = performance.now() + leftMs;
  countDown();
}, () => [said.demo]);
