#include "contract_tests/properties/strangers.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/generators/drafts.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

using Key = Credentials::Kind;

Call with_a_query(Call call) {
  call.target += "?page=1";
  return call;
}

Call with_a_slash(Call call) {
  call.target += "/";
  return call;
}

}  // namespace

Stranger without_a_key() {
  return {"without a key", {Key::none, ""}};
}

Stranger with_an_empty_key() {
  return {"with an empty key", {Key::raw_authorization, "Bearer "}};
}

Stranger with_an_unknown_key(Session& session) {
  return {"with an unknown key", {Key::bearer, session.unknown_key()}};
}

Stranger with_an_unknown_token(Session& session) {
  return {"with an unknown X-User-Token", {Key::user_token, session.unknown_key()}};
}

Stranger with_the_destinations_key(Session& session) {
  needs_two_tenants(session);
  return {"with the destination tenant's key", {Key::bearer, session.settings.destination_api_key}};
}

std::vector<Stranger> with_other_schemes(Session& session) {
  const auto key = session.unknown_key();
  std::vector<Stranger> all;
  for (const auto& value : {"Basic " + base64(key + ":"), "Token " + key, key}) {
    all.push_back({"with " + value.substr(0, value.find(' ')) + " instead of Bearer",
                   {Key::raw_authorization, value}});
  }
  all.back().with_what = "with an unknown key without a scheme";
  return all;
}

std::vector<Call> with_odd_keys(Session& session) {
  const auto& key = session.settings.api_key;
  std::vector<Call> calls;
  for (const auto& value : {"bearer " + key, "Bearer  " + key, "Bearer " + key + " ",
                            "Bearer \t" + key, "Bearer " + key + ", Bearer " + key}) {
    calls.push_back(with(list_call(), {Key::raw_authorization, value}));
  }
  calls.push_back(list_call());
  calls.back().more_headers.add("X-User-Token", session.unknown_key());
  calls.push_back(with(list_call(), {Key::bearer, session.unknown_key()}));
  calls.back().more_headers.add("X-User-Token", key);
  for (auto& call : calls) call.proper = false;
  return calls;
}

std::vector<Stranger> strangers(Session& session) {
  return {without_a_key(), with_an_unknown_key(session), with_an_unknown_token(session),
          with_other_schemes(session).front()};
}

Call sent_by(const Stranger& stranger, Call call) {
  return improper(with(std::move(call), stranger.credentials));
}

bool is_from_a_stranger(const Session& session, const Answer& answer) {
  const auto has_the_key = [&](const Headers::Line& line) {
    return line.second.find(session.settings.api_key) != std::string::npos;
  };
  if (std::ranges::any_of(answer.call.more_headers, has_the_key)) return false;
  const auto& [kind, value] = answer.call.credentials;
  if (kind == Key::none) return true;
  if (kind == Key::raw_authorization) return value.find(session.settings.api_key) == value.npos;
  return !value.empty() && value != session.settings.api_key &&
         value != session.settings.limited_api_key;
}

std::vector<Call> operations_on(const Session& session, const PathId& id, const PathId& story) {
  // A tenant may refuse page 2 where there is none.
  std::vector<Call> calls{list_call(), improper(list_call(page_query(1, 2))),
                          create_call(draft(session.settings)), manual_sync_call(id)};
  if (session.facts.revision_2026) {
    calls.push_back(show_call(id));
    calls.push_back(update_call(id, Json::object()));
    calls.push_back(update_call(id, Json::object(), "PATCH"));
    calls.push_back(story_sync_call(id, story));
  }
  calls.push_back(remove_call(id));
  return calls;
}

std::vector<Call> every_form_of_operations_on(Session& session, const PathId& id,
                                              const PathId& story) {
  auto calls = operations_on(session, id, story);
  const auto plain = calls;
  for (const auto& call : plain) {
    if (call.target.find('?') != std::string::npos) continue;
    calls.push_back(with_a_query(call));
    calls.push_back(odd_path(with_a_slash(call)));
  }
  for (auto& call : operations_on(session, std::to_string(session.unknown_id()), story)) {
    if (call.operation != Operation::list && call.operation != Operation::create) {
      calls.push_back(std::move(call));
    }
  }
  return calls;
}

void needs_two_tenants(Session& session) {
  const auto& settings = session.settings;
  if (settings.destination_url == settings.tenant_url ||
      settings.destination_api_key == settings.api_key) {
    throw CouldNotCheck("the settings name one tenant or one key for origin and destination");
  }
  if (session.destination == nullptr || session.facts.story_names.empty()) return;
  const auto& [id, name] = *session.facts.story_names.begin();
  const auto there =
      session.destination->send(improper(api_call(Operation::stories, "GET", "/stories/" + id)));
  if (there.ok() && there.json && member(*there.json, "name") == Json(name)) {
    throw CouldNotCheck("origin and destination are one tenant: both have story " + id);
  }
}

}  // namespace tines_mock::contract
