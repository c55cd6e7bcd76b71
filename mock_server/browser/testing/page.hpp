#pragma once

#include "browser/browser.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "testing/temporary.hpp"

#include <tines_mock/mock_server.hpp>

#include <array>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::browser {

using Lines = std::vector<std::string>;
inline const Lines none;

/// The selector of what the page calls that for tests: `request-1`, `destination-origin/24`.
/// The selector of what the page calls that for tests: `request-1`, `destination-origin/24`.
inline std::string called(std::string_view name) {
  return "[data-testid='" + std::string(name) + "']";
}
inline std::string scenario(std::string_view name) {
  return "#scenario-" + std::string(name);
}
inline std::string subscription(std::string_view key, std::string_view status) {
  return called("subscription-" + std::string(key)) + "[data-status='" + std::string(status) + "']";
}
/// A cell of a request's row: `number`, `seen`, `rules`, `state` …
inline std::string cell(int request, std::string_view column) {
  return called("request-" + std::to_string(request)) + " ." + std::string(column);
}

/// What the page knows of the server.
enum class Connection { live, gone, locked };

/// The page of a server in a browser of its own. At its end nothing may stand in the console.
class Page : public Browser {
 public:
  explicit Page(const MockServer& server, const std::string& query = "") {
    open(server, query);
    wait_for(Connection::live);
  }
  /// Of a server that shows nothing without its token.
  Page(const MockServer& server, Connection expected) {
    open(server);
    wait_for(expected);
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
  using Browser::wait_for;
  void wait_for(Connection connection) {
    constexpr std::array names = {"live", "gone", "locked"};
    wait_for(std::string("html[data-connection='") +
             names.at(static_cast<std::size_t>(connection)) + "']");
  }

  /// What the button puts into the clipboard.
  std::string copied(std::string_view button) {
    const nlohmann::json rights = {"clipboardReadWrite", "clipboardSanitizedWrite"};
    devtools("Browser.grantPermissions", {{"permissions", rights}});
    run("return navigator.clipboard.writeText('')");
    click(button);
    wait_until(
        "navigator.clipboard.readText().then((text) => { window.copied = text });"
        "return window.copied");
    return run("const text = window.copied; delete window.copied; return text;");
  }
  /// The text of the file that the button saves under that name.
  std::string saved(std::string_view button, const std::string& name) {
    const TemporaryFolder folder;
    devtools("Browser.setDownloadBehavior",
             {{"behavior", "allow"}, {"downloadPath", folder.path().string()}});
    click(button);
    // The browser reserves the name with an empty file, which the finished one replaces.
    const auto is_complete = [&] {
      return std::filesystem::exists(folder / name) &&
             std::filesystem::file_size(folder / name) > 0;
    };
    REQUIRE(eventually(is_complete));
    std::ifstream file(folder / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

}  // namespace tines_mock::browser
