#include "contract_tests/target/tenant.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr int tries_without_answer = 3;

bool creates(const Call& call) {
  return call.method == "POST" && (call.operation == Operation::create || !is_sync(call.operation));
}

/// A proper create whose answer is lost may have happened: it is not sent again.
bool may_be_repeated(const Call& call) {
  return !creates(call) || !call.proper;
}

std::string collection_of(const Call& call) {
  const auto path = call.target.substr(0, call.target.find('?'));
  return path.ends_with("/import") ? path.substr(0, path.size() - 7) : path;
}

Json parsed_request(const Call& call) {
  auto json = Json::parse(call.body.value_or(""), nullptr, false);
  return json.is_discarded() ? Json() : json;
}

}  // namespace

std::optional<Json> destination_in(const Answer& answer) {
  if (!answer.json || !answer.json->is_object()) return std::nullopt;
  const auto inner = answer.json->find("sync_destination");
  if (inner != answer.json->end() && inner->is_object()) return *inner;
  if (answer.json->contains("id")) return answer.json;
  return std::nullopt;
}

std::optional<PathId> id_of(const Json& object) {
  const auto id = object.find("id");
  if (id == object.end()) return std::nullopt;
  if (id->is_number()) return id->dump();
  if (id->is_string() && !id->get<std::string>().empty()) return id->get<std::string>();
  return std::nullopt;
}

std::optional<PathId> id_in(const Answer& answer) {
  if (const auto object = destination_in(answer)) return id_of(*object);
  return std::nullopt;
}

Tenant::Tenant(TenantAccess access, std::shared_ptr<Ledger> ledger)
    : access_(std::move(access)), ledger_(std::move(ledger)) {}

Answer Tenant::send(const Call& call) {
  if (call.method != "GET" && !access_.allow_writes) {
    throw CouldNotCheck("it needs --allow-writes");
  }
  Answer answer{call, request_for(call), {}, {}};
  IntentId intent = 0;
  int times_sent = 0;
  do {
    intent = creates(call) ? ledger_->intend(collection_of(call), parsed_request(call)) : 0;
    answer.response = access_.target->send(answer.request);
    ++times_sent;
  } while (answer.status() == 0 && may_be_repeated(call) && times_sent < tries_without_answer);
  auto json = Json::parse(answer.response.body, nullptr, false);
  if (!json.is_discarded()) answer.json = std::move(json);
  note_in_ledger(answer, intent);
  expect_a_known_outcome(answer, times_sent);
  if (watcher_) watcher_(answer);
  return answer;
}

Request Tenant::request_for(const Call& call) const {
  Request request;
  request.method = call.method;
  request.target = call.target;
  request.headers.add("Accept", "application/json");
  if (call.body) {
    request.headers.add("Content-Type", "application/json");
    request.body = *call.body;
  }
  const auto& [kind, value] = call.credentials;
  const auto& key = value.empty() ? access_.api_key : value;
  if (kind == Credentials::Kind::bearer) request.headers.add("Authorization", "Bearer " + key);
  if (kind == Credentials::Kind::user_token) request.headers.add("X-User-Token", key);
  if (kind == Credentials::Kind::raw_authorization) request.headers.add("Authorization", value);
  return request;
}

/// What a network loses is not the tenant's doing. A tenant that never answers a create is judged.
void Tenant::expect_a_known_outcome(const Answer& answer, int times_sent) {
  const auto& call = answer.call;
  if (call.disturbed) return;
  const bool must_be_there = call.method == "DELETE" && call.proper;
  if (must_be_there && times_sent > 1 && answer.status() == 404) {
    note_removed(call);
    throw CouldNotCheck("the answer to a delete was lost");
  }
  if (may_be_repeated(call)) return;
  creates_without_answer_ = answer.status() == 0 ? creates_without_answer_ + 1 : 0;
  const bool may_be_chance = creates_without_answer_ < tries_without_answer;
  if (answer.status() == 0 && may_be_chance) {
    throw CouldNotCheck("the answer to a create was lost: " + answer.response.body);
  }
}

void Tenant::note_removed(const Call& call) {
  const auto slash = call.target.rfind('/');
  ledger_->removed(call.target.substr(0, slash), call.target.substr(slash + 1));
}

void Tenant::note_in_ledger(const Answer& answer, IntentId intent) {
  if (answer.call.method == "DELETE" && answer.ok()) note_removed(answer.call);
  if (intent == 0) return;
  if (!answer.ok() && answer.status() != 0) return ledger_->refused(intent);
  auto object = destination_in(answer);
  if (const auto id = object ? id_of(*object) : std::nullopt) ledger_->created(intent, *id);
}

void Tenant::adopt(const Call& made_by, const PathId& id) {
  ledger_->created(ledger_->intend(collection_of(made_by), parsed_request(made_by)), id);
}

std::vector<std::string> Tenant::remove_created() {
  std::vector<std::string> left;
  for (const auto& created : ledger_->removable()) {
    const auto path = created.collection + "/" + created.id;
    if (stuck_.contains(path)) continue;
    const auto removed = send(improper({Operation::other, "DELETE", path, {}}));
    if (removed.status() == 404) ledger_->removed(created.collection, created.id);
    if (removed.ok() || removed.status() == 404) continue;
    stuck_.insert(path);
    left.push_back(path);
  }
  return left;
}

}  // namespace tines_mock::contract
