#include "api/responses.hpp"

#include "support/text.hpp"

namespace tines_mock::api {
namespace {

// "/story_ids/1" -> "story_ids[1]"
std::string parameter_name(std::string_view pointer) {
  std::string name;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    if (!part.empty() && is_digit(part.front()))
      name.append("[").append(part).append("]");
    else
      name.append(name.empty() ? "" : ".").append(part);
  }
  return name.empty() ? "the body" : name;
}

std::string what_is_wrong(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::missing:
      return " is missing";
    case Problem::Kind::wrong_type:
      return " has the wrong type";
    case Problem::Kind::out_of_range:
      return " is out of range";
    case Problem::Kind::unknown:
      return " is not a parameter of this operation";
    case Problem::Kind::invalid:
      return " is not valid";
  }
  return {};
}

int status_of(const Problem& problem, const Assumptions::Status& status) {
  switch (problem.kind) {
    case Problem::Kind::missing:
      return status.missing_parameter;
    case Problem::Kind::wrong_type:
      return problem.pointer.empty() ? status.body_not_object : status.wrong_type;
    case Problem::Kind::out_of_range:
      return status.out_of_range;
    case Problem::Kind::unknown:
      return status.invalid_parameter;
    case Problem::Kind::invalid:
      return problem.pointer == "/destination_tenant_url" ? status.invalid_url
                                                          : status.invalid_parameter;
  }
  return status.invalid_parameter;
}

std::string what_is_wrong(domain::ErrorKind kind) {
  switch (kind) {
    case domain::ErrorKind::unknown_team:
      return "There is no such team";
    case domain::ErrorKind::unknown_story:
      return "There is no such story";
    case domain::ErrorKind::story_of_another_team:
      return "The story belongs to another team";
    case domain::ErrorKind::unknown_sync_destination:
      return "There is no such sync destination";
    case domain::ErrorKind::story_not_subscribed:
      return "The story is not subscribed to this sync destination";
    case domain::ErrorKind::missing_parameter:
      return "A parameter is missing";
    case domain::ErrorKind::invalid_parameter:
      return "A parameter is not valid";
  }
  return {};
}

int status_of(domain::ErrorKind kind, const Assumptions::Status& status) {
  switch (kind) {
    case domain::ErrorKind::unknown_team:
      return status.unknown_team;
    case domain::ErrorKind::unknown_story:
      return status.unknown_story;
    case domain::ErrorKind::story_of_another_team:
      return status.story_of_another_team;
    case domain::ErrorKind::unknown_sync_destination:
      return status.unknown_sync_destination;
    case domain::ErrorKind::story_not_subscribed:
      return status.story_not_subscribed;
    case domain::ErrorKind::missing_parameter:
      return status.missing_parameter;
    case domain::ErrorKind::invalid_parameter:
      return status.invalid_parameter;
  }
  return status.invalid_parameter;
}

std::string details_of(const domain::Error& error) {
  const auto prefix = error.parameter.empty() ? std::string() : error.parameter + ": ";
  return prefix + "expected " + error.expected + ", found " + error.found;
}

}  // namespace

Response json_response(int status, const Json& body) {
  return {status, {{"Content-Type", "application/json"}}, dump(body)};
}

Response no_content() {
  return {204, {}, {}};
}

Response error_response(ErrorShape shape, int status, const std::vector<ErrorItem>& errors) {
  const auto sentence = [](const ErrorItem& error) {
    return error.details.empty() ? error.message : error.message + ": " + error.details;
  };
  const auto respond = [&](const Json& body) {
    auto response = json_response(status, body);
    // RFC 9110, section 15.5.2: a 401 must say how to authenticate.
    if (status == 401) response.headers.add("WWW-Authenticate", "Bearer");
    return response;
  };
  std::string all;
  Json list = Json::array();
  for (const auto& error : errors) {
    all += (all.empty() ? "" : "; ") + sentence(error);
    if (shape == ErrorShape::error_strings)
      list.push_back(sentence(error));
    else
      list.push_back({{"message", error.message}, {"details", error.details}});
  }
  switch (shape) {
    case ErrorShape::errors:
    case ErrorShape::error_strings:
      return respond({{"errors", std::move(list)}});
    case ErrorShape::error:
      return respond({{"error", all}});
    case ErrorShape::message:
      return respond({{"message", all}});
  }
  return respond({{"errors", std::move(list)}});
}

Response reject_outdated(ErrorShape shape) {
  return error_response(
      shape, 409,
      {{"The world was replaced while the request was under way",
        "it came before a reset, an import or a drop; nothing of it is in the present state"}});
}

Response reject(const Context& context, int status, std::string message, std::string details) {
  return error_response(context.behaviour.assumptions.error_shape, status,
                        {{std::move(message), std::move(details)}});
}

Response reject(const Context& context, const Problems& problems) {
  std::vector<ErrorItem> items;
  for (const auto& problem : problems)
    items.push_back({parameter_name(problem.pointer) + what_is_wrong(problem.kind),
                     "expected " + problem.expected + ", found " + problem.found});
  return error_response(context.behaviour.assumptions.error_shape,
                        status_of(problems.front(), context.behaviour.assumptions.status), items);
}

Response reject(const Context& context, const domain::Errors& errors) {
  std::vector<ErrorItem> items;
  for (const auto& error : errors) items.push_back({what_is_wrong(error.kind), details_of(error)});
  return error_response(context.behaviour.assumptions.error_shape,
                        status_of(errors.front().kind, context.behaviour.assumptions.status),
                        items);
}

Response reject_unknown(const Context& context, domain::ErrorKind kind, std::string expected) {
  return reject(context, domain::Errors{{kind, "", std::move(expected),
                                         std::string(context.parameters["id"])}});
}

}  // namespace tines_mock::api
