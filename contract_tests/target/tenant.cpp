#include "contract_tests/target/tenant.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace tines_mock::contract {

namespace {

using namespace std::chrono_literals;

constexpr int tries_without_answer = 3;
constexpr int tries_in_trouble = 5;
constexpr std::chrono::milliseconds first_pause = 250ms;
constexpr int patient_calls = 3;       // after so many undecided calls, resends do not wait
constexpr int creates_in_trouble = 5;  // so many in a row are the tenant's doing

bool creates(const Call& call) {
  return call.method == "POST" && (call.operation == Operation::create || !is_sync(call.operation));
}

/// Without an answer, a create may have happened; sent again, it would create a second object. One
/// that the tenant must refuse creates none.
bool may_be_sent_again(const Call& call, const Response& response, int tried) {
  if (creates(call) && (call.proper || !is_sync(call.operation))) return false;
  return tried < (response.status == 0 ? tries_without_answer : tries_in_trouble);
}

std::string collection_of(const Call& call) {
  const auto path = call.target.substr(0, call.target.find('?'));
  return path.ends_with("/import") ? path.substr(0, path.size() - 7) : path;
}

Json parsed_request(const Call& call) {
  auto json = Json::parse(call.body.value_or(""), nullptr, false);
  return json.is_discarded() ? Json() : json;
}

void throw_undecided(const Answer& answer) {
  const auto& call = answer.call;
  if (call.disturbed) return;
  const auto what = call.method + " " + call.target;
  if (answer.status() == 0) throw CouldNotCheck(what + " got no answer");
  throw CouldNotCheck("the tenant, or a proxy in front of it, answered " + what + " with " +
                      std::to_string(answer.status()));
}

std::string name_in_form(std::string name, Form::Names names) {
  if (names == Form::Names::usual) return name;
  const auto change = names == Form::Names::lower ? ::tolower : ::toupper;
  std::ranges::transform(name, name.begin(), [&](unsigned char c) { return change(c); });
  return name;
}

}  // namespace

bool is_trouble(const Response& response) {
  const auto status = response.status;
  return status == 0 || status == 408 || status == 502 || status == 504 ||
         (status >= 520 && status <= 530) ||
         (status == 503 && !response.headers.find("Retry-After"));
}

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

TenantUnderTest::TenantUnderTest(TenantAccess access, std::shared_ptr<Ledger> ledger)
    : access_(std::move(access)), ledger_(std::move(ledger)) {}

Answer TenantUnderTest::send(const Call& call) {
  return send(call, watcher_);
}

Answer TenantUnderTest::look(const Call& call) {
  return send(call, {});
}

Answer TenantUnderTest::send(const Call& call, const Watcher& watcher) {
  auto answer = resend_while_in_trouble(send_once(call));
  if (watcher) watcher(answer);
  if (!answer.decides) throw_undecided(answer);
  return answer;
}

std::vector<Answer> TenantUnderTest::send_together(const std::vector<Call>& calls) {
  std::vector<Sent> all;
  std::vector<Request> requests;
  for (const auto& call : calls) {
    all.push_back(prepare(call));
    all.back().answer.call.in_company = true;
    requests.push_back(all.back().answer.request);
  }
  const auto responses = access_.target->send_together(requests);
  // The ledger takes all answers first: what follows may throw.
  for (std::size_t i = 0; i < all.size(); ++i) take_response(all[i], responses[i]);
  std::vector<Answer> answers;
  for (auto& sent : all) {
    answers.push_back(resend_while_in_trouble(std::move(sent.answer)));
    const bool is_limited = answers.back().status() == 429;
    if (!answers.back().decides && !is_limited) throw_undecided(answers.back());
  }
  if (watcher_) std::ranges::for_each(answers, watcher_);
  return answers;
}

TenantUnderTest::Sent TenantUnderTest::prepare(const Call& call) {
  if (call.method != "GET" && !access_.allow_writes) {
    throw CouldNotCheck("it needs --allow-writes");
  }
  const auto intent =
      creates(call) ? ledger_->intend(collection_of(call), parsed_request(call)) : IntentId{0};
  return {{call, request_for(call), {}, {}}, intent};
}

void TenantUnderTest::take_response(Sent& sent, Response response) {
  auto& answer = sent.answer;
  answer.response = std::move(response);
  auto json = Json::parse(answer.response.body, nullptr, false);
  if (!json.is_discarded()) answer.json = std::move(json);
  note_in_ledger(answer, sent.intent);
}

Answer TenantUnderTest::send_once(const Call& call) {
  auto sent = prepare(call);
  take_response(sent, access_.target->send(sent.answer.request));
  return std::move(sent.answer);
}

Answer TenantUnderTest::resend_while_in_trouble(Answer answer) {
  const auto call = answer.call;
  int tried = 1;
  for (auto wait = first_pause;
       is_trouble(answer.response) && may_be_sent_again(call, answer.response, tried);
       ++tried, wait *= 2) {
    if (calls_in_vain_ < patient_calls) access_.target->pause(wait);
    answer = send_once(call);
  }
  if (tried > 1 && is_trouble(answer.response)) ++calls_in_vain_;
  answer.decides = decides(answer, tried == 1);
  return answer;
}

/// A create that got a proxy's answer may have happened: it decides only when no create gets
/// another one. A delete that was sent again and then got 404 has probably worked the first time,
/// or another one in flight with it has.
bool TenantUnderTest::decides(const Answer& answer, bool is_first) {
  const auto& call = answer.call;
  if (answer.status() == 429) return false;
  if (call.method == "DELETE" && (call.proper || call.in_company) && !is_first &&
      answer.status() == 404) {
    note_removed(call);
    return false;
  }
  if (!creates(call) || (is_sync(call.operation) && !call.proper)) return true;
  auto& troubles = creates_in_trouble_[collection_of(call)];
  troubles = is_trouble(answer.response) ? troubles + 1 : 0;
  return troubles == 0 || troubles >= creates_in_trouble;
}

Request TenantUnderTest::request_for(const Call& call) const {
  const auto& form = call.form;
  Request request;
  request.method = call.method;
  request.target = call.target;
  const auto add = [&](const std::string& name, const std::string& value) {
    request.headers.add(name_in_form(name, form.names), value);
  };
  if (form.accept) add("Accept", *form.accept);
  if (call.body) {
    add("Content-Type", form.content_type);
    request.body = *call.body;
  }
  if (form.chunked) add("Transfer-Encoding", "chunked");
  const auto& [kind, value] = call.credentials;
  const auto& key = value.empty() ? access_.api_key : value;
  if (kind == Credentials::Kind::bearer) add("Authorization", "Bearer " + key);
  if (kind == Credentials::Kind::user_token) add("X-User-Token", key);
  if (kind == Credentials::Kind::raw_authorization) add("Authorization", value);
  for (const auto& [name, text] : call.more_headers) add(name, text);
  return request;
}

void TenantUnderTest::note_removed(const Call& call) {
  const auto slash = call.target.rfind('/');
  ledger_->removed(call.target.substr(0, slash), call.target.substr(slash + 1));
}

void TenantUnderTest::note_in_ledger(const Answer& answer, IntentId intent) {
  if (answer.call.method == "DELETE" && answer.ok()) note_removed(answer.call);
  if (intent == 0) return;
  if (!answer.ok() && !is_trouble(answer.response)) return ledger_->refused(intent);
  auto object = destination_in(answer);
  if (const auto id = object ? id_of(*object) : std::nullopt) ledger_->created(intent, *id);
}

void TenantUnderTest::adopt(const Call& made_by, const PathId& id) {
  ledger_->created(ledger_->intend(collection_of(made_by), parsed_request(made_by)), id);
}

std::vector<std::string> TenantUnderTest::remove_created() {
  std::vector<std::string> left;
  for (const auto& created : ledger_->removable()) {
    const auto path = created.collection + "/" + created.id;
    if (not_removable_.contains(path)) continue;
    const auto removed = send(improper({Operation::other, "DELETE", path, {}}));
    if (removed.status() == 404) ledger_->removed(created.collection, created.id);
    if (removed.ok() || removed.status() == 404) continue;
    not_removable_.insert(path);
    left.push_back(path);
  }
  return left;
}

}  // namespace tines_mock::contract
