#include "contract_tests/checks/answer_checks.hpp"

#include "contract_tests/checks/reading.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tines_mock::contract {

namespace {

std::string content_type_of(const Answer& answer) {
  auto type = std::string(answer.response.headers.find("Content-Type").value_or(""));
  std::ranges::transform(type, type.begin(), [](unsigned char c) { return std::tolower(c); });
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.pop_back();
  return type;
}

CheckResult says_json(const Answer& answer) {
  const auto type = content_type_of(answer);
  if (type == "application/json" || type.ends_with("+json")) return holds;
  return Finding{"Content-Type: application/json",
                 type.empty() ? "no Content-Type" : "Content-Type: " + type};
}

CheckResult enveloped(Operation operation, const Answer& answer) {
  if (answer.call.operation != operation || !answer.call.proper || !answer.ok()) return holds;
  if (answer.json && member(*answer.json, "sync_destination").is_object()) return holds;
  return Finding{R"({"sync_destination": object})", seen(answer)};
}

}  // namespace

bool is_refused_for_others(const Answer& answer) {
  static constexpr std::array statuses{409, 422, 423, 429, 503};
  return answer.call.in_company && std::ranges::find(statuses, answer.status()) != statuses.end();
}

CheckResult no_server_error(const Answer& answer) {
  // Judges operations on sync destinations, and paths that no document names.
  if (!is_sync(answer.call.operation) && answer.call.documented_path) return holds;
  if ((answer.status() != 0 && answer.status() < 500) || is_refused_for_others(answer))
    return holds;
  return Finding{answer.call.proper ? "an answer that is no server error"
                                    : "a client error (400–499) for the client's mistake",
                 seen(answer)};
}

CheckResult errors_are_json(const Answer& answer) {
  if (!is_sync(answer.call.operation) || !answer.refused()) return holds;
  if (answer.response.body.empty() || !answer.call.documented_path) return holds;
  if (!answer.json) return Finding{"a JSON body with the error", seen(answer)};
  return says_json(answer);
}

CheckResult successes_are_json(const Answer& answer) {
  if (!is_sync(answer.call.operation) || !answer.ok() || answer.json) return holds;
  if (answer.call.operation == Operation::remove) return holds;
  return Finding{"a JSON body", seen(answer)};
}

CheckResult content_type_is_json(const Answer& answer) {
  if (!is_sync(answer.call.operation) || !answer.ok() || !answer.json) return holds;
  return says_json(answer);
}

CheckResult create_envelope(const Answer& answer) {
  return enveloped(Operation::create, answer);
}
CheckResult show_envelope(const Answer& answer) {
  return enveloped(Operation::show, answer);
}
CheckResult update_envelope(const Answer& answer) {
  return enveloped(Operation::update, answer);
}

CheckResult list_envelope(const Answer& answer) {
  if (answer.call.operation != Operation::list || !answer.call.proper || !answer.ok()) return holds;
  if (answer.json && member(*answer.json, "sync_destinations").is_array() &&
      member(*answer.json, "meta").is_object()) {
    return holds;
  }
  return Finding{R"({"sync_destinations": array, "meta": object})", seen(answer)};
}

CheckResult status_is(Operation operation, int status, const Answer& answer) {
  if (answer.call.operation != operation || !answer.call.proper) return holds;
  if (answer.status() == status || is_refused_for_others(answer)) return holds;
  return Finding{std::to_string(status), seen(answer)};
}

}  // namespace tines_mock::contract
