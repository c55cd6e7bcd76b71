#pragma once

namespace tines_mock {

/// The look that all HTML reports share, as CSS. Each report adds the classes of its own.
inline constexpr const char* report_style = R"(
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #cf222e; --odd: #9a6700; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; }  h2 { margin-top: 2.2rem; font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
         vertical-align: top; overflow-wrap: anywhere; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: #8881; padding: .6rem .8rem; border-radius: 6px; white-space: pre-wrap;
      overflow-wrap: anywhere; margin: .3rem 0; }
article { border-left: 4px solid var(--bad); padding: .2rem 1rem; margin: 1.2rem 0; }
article h3 { margin: .2rem 0; font-size: 1rem; }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .2rem .8rem; margin: .4rem 0; }
dt { opacity: .7; }  dd { margin: 0; min-width: 0; }
.tiles { display: flex; gap: 1rem; flex-wrap: wrap; margin: 1rem 0; }
.tiles div { border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; }
.tiles b { display: block; font-size: 1.6rem; }
)";

}  // namespace tines_mock
