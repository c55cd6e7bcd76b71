#pragma once

#include "browser/browser.hpp"

#include <string>
#include <vector>

namespace tines_mock::browser {

/// What a person without a mouse, with a screen reader or with weak eyes would stumble over in the
/// page as it is shown now, a sentence each: controls without a name, an order of the focus that is
/// not the document's, a focus that cannot be seen, text with a contrast below WCAG's AA.
std::vector<std::string> barriers(Browser& browser);

/// At this width of the window the page must be scrolled sideways: which elements stick out.
std::vector<std::string> sticking_out(Browser& browser, int width_px);

}  // namespace tines_mock::browser
