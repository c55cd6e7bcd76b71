#include "contract_tests/defects/judged.hpp"

#include "contract_tests/target/testing/targets.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

/// Answers one request after the other, and sets in the world which of them are in flight together.
class ReferenceTarget final : public Target {
 public:
  ReferenceTarget(ReferenceWorld& world, Handler handler)
      : world_(world), handler_(std::move(handler)) {}

  Response send(const Request& request) override { return handler_(request); }

  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    const auto size = requests.size();
    std::vector<Response> answers(size);
    for (std::size_t position = 0; position < size; ++position) {
      world_.company = {size, position};
      const auto next = world_.options.last_first ? size - 1 - position : position;
      answers[next] = handler_(requests[next]);
    }
    world_.company = {};
    return answers;
  }

 private:
  ReferenceWorld& world_;
  Handler handler_;
};

}  // namespace

std::vector<std::string> Judged::with(Judgement judgement) const {
  std::vector<std::string> ids;
  for (const auto& result : run.promises) {
    if (result.judgement == judgement) ids.push_back(result.promise.id);
  }
  return ids;
}

bool Judged::has(Judgement judgement, const std::string& promise) const {
  return std::ranges::any_of(run.promises, [&](const PromiseResult& result) {
    return result.promise.id == promise && result.judgement == judgement;
  });
}

std::string Judged::report() const {
  std::string text;
  for (const auto& result : run.promises) {
    if (result.judgement == Judgement::kept) continue;
    text += name_of(result.judgement) + " " + result.promise.id + ": expected " +
            result.finding.expected + ", got " + result.finding.got + result.reason + "\n";
  }
  return text;
}

Judged judge(const Settings& settings, const Tenants& tenants, const JudgeOptions& options) {
  const auto ledger = std::make_shared<Ledger>("");
  TenantUnderTest origin({testing::hurried(tenants.origin), settings.api_key, options.may_write},
                         ledger);
  TenantUnderTest destination(
      {testing::hurried(tenants.destination), settings.destination_api_key, options.may_write},
      ledger);
  testing::HurriedClock clock;
  Session session({origin, &destination, tenants.mock, settings, options.expected, clock,
                   options.seed, options.longest_wait});
  session.facts = discover(session);
  session.facts.time_to_settle = Milliseconds{5};
  Judged judged;
  judged.run = run(all_promises(), session, {options.seed, options.max_success, options.only, {}});
  judged.seen = session.seen;
  return judged;
}

Judged judge(ReferenceWorld& world, const JudgeOptions& options) {
  return judge(
      world, [](ReferenceWorld&, Handler tenant) { return tenant; }, options);
}

Judged judge(ReferenceWorld& world, const Decorate& decorate, const JudgeOptions& options) {
  const auto tenant = [&](ReferenceTenant& asked) -> Handler {
    return [&](const Request& request) { return world.handle(asked, request); };
  };
  return judge(world.settings(),
               {std::make_shared<ReferenceTarget>(world, decorate(world, tenant(world.origin))),
                std::make_shared<ReferenceTarget>(world, tenant(world.destination))},
               options);
}

}  // namespace tines_mock::contract
