#include "browser/session.hpp"

#include <httplib.h>

namespace tines_mock::browser {
namespace {

using nlohmann::json;

json capabilities(const Chromedriver& driver) {
  const json arguments = {
      "--headless=new",
      "--no-sandbox",  // there is none for root
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--remote-debugging-pipe",  // without its driver the browser ends
      "--user-data-dir=" + (driver.folder() / "profile").string(),
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      "--no-proxy-server",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-sync",
      "--disable-extensions",
      "--disable-breakpad",
      "--no-first-run",
      "--force-color-profile=srgb",
      "--force-device-scale-factor=1",
      "--hide-scrollbars=false",
      "--lang=en-US",
  };
  return {{"browserName", "chrome"},
          {"goog:chromeOptions", {{"binary", driver.browser()}, {"args", arguments}}},
          {"goog:loggingPrefs", {{"browser", "ALL"}}},
          {"timeouts", {{"script", 2 * patience.count()}, {"pageLoad", patience.count()}}}};
}

json value_in(const httplib::Result& result, const std::string& asked) {
  if (!result) throw BrowserError(asked, "chromedriver does not answer");
  auto value = json::parse(result->body).at("value");
  if (result->status != 200) throw BrowserError(value.at("error"), value.at("message"));
  return value;
}

}  // namespace

Session::Session() : client_(std::make_unique<httplib::Client>("127.0.0.1", driver_.port())) {
  client_->set_keep_alive(true);
  client_->set_tcp_nodelay(true);
  client_->set_read_timeout(4 * patience);
  const json wanted = {{"capabilities", {{"alwaysMatch", capabilities(driver_)}}}};
  path_ = "/session/" + post("/session", wanted).at("sessionId").get<std::string>();
}

Session::~Session() = default;

Session& Session::shared() {
  static Session session;
  return session;
}

json Session::get(const std::string& command) {
  return value_in(client_->Get(path_ + command), command);
}

json Session::post(const std::string& command, const json& parameters) {
  return value_in(client_->Post(path_ + command, parameters.dump(), "application/json"), command);
}

json Session::remove(const std::string& command) {
  return value_in(client_->Delete(path_ + command), command);
}

}  // namespace tines_mock::browser
