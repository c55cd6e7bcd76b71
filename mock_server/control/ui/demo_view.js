// The bar of a demo: what the scene is, in two sentences, and the way through the scenes.
import { addView, say, said } from "./store.js";
import { differs, show } from "./dom.js";
import { stepDemo } from "./actions.js";

const drawn = [];
let endsAt = 0; // on this page's clock
let timer = 0;

export async function demoStep(step) {
  const demo = await stepDemo(step);
  if (demo) say({ demo });
}

const isLast = ({ scene, scenes }) => scene + 1 >= scenes.length;

// Once a second, and only while a scene is running.
function countDown() {
  clearTimeout(timer);
  const { demo } = said;
  const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
  const isRunning = !demo.ended && !demo.paused;
  const running = `${isLast(demo) ? "ends" : "goes on"} in ${seconds} s`;
  show({ demoNextIn: isRunning ? running : demo.ended ? "the end" : "paused" });
  if (isRunning && seconds > 0) timer = setTimeout(countDown, 1000);
}

function draw() {
  const { demo } = said;
  if (!differs(drawn, demo)) return;
  show({ hasNoDemo: !demo });
  if (!demo) return;
  show({
    demoScene: `Scene ${demo.scene + 1} of ${demo.scenes.length}`,
    demoTitle: demo.title,
    demoText: demo.text.join(" "),
    demoPause: demo.paused ? "Play" : "Pause",
    isFirstScene: demo.scene === 0,
    isLastScene: isLast(demo),
  });
  endsAt = performance.now() + demo.remaining_ms;
  countDown();
}

export const startDemo = () => addView(draw);
