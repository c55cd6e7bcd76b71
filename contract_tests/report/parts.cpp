#include "contract_tests/report/report.hpp"

namespace tines_mock::contract {

namespace {

constexpr std::size_t longest_shown_body = 2000;

std::string header_lines(const Request& request, const Redactor& redact) {
  std::string text;
  for (const auto& [name, value] : request.headers) {
    if (name == "Accept") continue;
    text += " -H \"" + name + ": " + redact(value) + "\"";
  }
  return text;
}

std::string shortened(const std::string& body) {
  if (body.size() <= longest_shown_body) return body;
  return body.substr(0, longest_shown_body) + "… (" + std::to_string(body.size()) + " bytes)";
}

}  // namespace

Tally tally(const Report& report) {
  Tally sum;
  for (const auto& result : report.run.promises) {
    sum.kept += result.outcome == Outcome::kept;
    sum.broken += result.outcome == Outcome::broken;
    sum.differs += result.outcome == Outcome::differs;
    sum.could_not_check += result.outcome == Outcome::could_not_check;
  }
  return sum;
}

std::string replay_of(const Report& report, const PromiseResult& result) {
  return report.replay + " --promise " + result.promise.id;
}

std::string request_of(const Answer& answer, const Redactor& redact) {
  auto text = answer.request.method + " " + answer.request.target;
  if (!answer.request.body.empty()) text += " " + shortened(answer.request.body);
  return redact(text);
}

std::string curl_of(const Answer& answer, const Redactor& redact) {
  const auto& request = answer.request;
  auto text = "curl -i -X " + request.method + " \"$TINES_TENANT_URL\"" +
              redact.in_single_quotes(request.target) + header_lines(request, redact);
  if (!request.body.empty()) text += " --data-binary " + redact.in_single_quotes(request.body);
  return text;
}

std::string promise_list(const Promises& promises) {
  std::string text;
  for (const auto& promise : promises) {
    text += promise.id + "\n    " + promise.text + "\n    " + promise.source.reference +
            (promise.source.kind == Kind::documented ? " (documented)" : " (assumed)") + "\n";
  }
  return text + std::to_string(promises.size()) + " promises\n";
}

std::string markup_text(const std::string& text) {
  const auto valid = Json::parse(Json(text).dump(-1, ' ', true, Json::error_handler_t::replace))
                         .get<std::string>();
  std::string escaped;
  for (const char c : valid) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t' ? '?' : c;
    }
  }
  return escaped;
}

}  // namespace tines_mock::contract
