#include "control/operations.hpp"
#include "control/reply.hpp"

#include <algorithm>

namespace tines_mock::control {

/// The files in ui/: name and text.
extern const std::vector<std::pair<std::string_view, std::string_view>> page_files;

namespace {

// Nothing but the page's own files runs in it or is shown by it, and no other page may frame it.
constexpr auto content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string_view content_type_of(std::string_view file) {
  if (file.ends_with(".html")) return "text/html; charset=utf-8";
  if (file.ends_with(".css")) return "text/css; charset=utf-8";
  if (file.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (file.ends_with(".svg")) return "image/svg+xml";
  return "text/plain; charset=utf-8";
}

Response file_response(std::string_view name) {
  using File = std::pair<std::string_view, std::string_view>;
  const auto found = std::ranges::find(page_files, name, &File::first);
  if (found == page_files.end())
    return error(404, "The page has no file \"" + std::string(name) + '"');
  return {.status = 200,
          .headers = {{"Content-Type", std::string(content_type_of(name))},
                      {"Content-Security-Policy", content_security_policy},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "no-cache"}},
          .body = std::string(found->second)};
}

}  // namespace

Response show_page(const Context&) {
  return file_response("index.html");
}

Response show_page_file(const Context& context) {
  return file_response(context.parameters["file"]);
}

}  // namespace tines_mock::control
