#pragma once

#include "browser/browser.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::browser {

using Lines = std::vector<std::string>;
inline const Lines none;

/// The selector of what the page calls that for tests: `request-1`, `destination-origin/24`.
inline std::string called(std::string_view name) {
  return "[data-testid='" + std::string(name) + "']";
}
inline std::string scenario(std::string_view name) {
  return "#scenario-" + std::string(name);
}
inline std::string cell(int request, std::string_view column) {
  return called("request-" + std::to_string(request)) + " ." + std::string(column);
}

/// The page of a server in a browser of its own. At its end nothing may stand in the console.
class Page : public Browser {
 public:
  explicit Page(const MockServer& server, const std::string& query = "") {
    open(server, query);
    wait_for_connection("live");
  }
  ~Page() {
    if (std::uncaught_exceptions() > 0) return;
    try {
      CHECK(errors() == none);
    } catch (const BrowserError& error) {
      FAIL_CHECK(error.what());
    }
  }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  using Browser::open;
  void open(const MockServer& server, const std::string& query = "") {
    open(server.url() + "/__admin/ui" + query);
  }
  /// "starting", "live", "gone" or "token": what the page knows of the server.
  void wait_for_connection(std::string_view state) {
    wait_for("html[data-connection='" + std::string(state) + "']");
  }
};

}  // namespace tines_mock::browser
