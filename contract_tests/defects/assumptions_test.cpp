#include "contract_tests/defects/defects.hpp"
#include "contract_tests/defects/judged.hpp"
#include "contract_tests/target/mock_target.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

/// Differs from the defaults in every entry except two. With `same_target_twice` refused, little
/// can be checked. A tenant that refuses keys which the destination refuses cannot accept a blank
/// one.
Assumptions unusual() {
  Assumptions tenant;
  tenant.status.no_key = 403;
  tenant.status.unknown_key = 403;
  tenant.status.body_not_json = 422;
  tenant.status.missing_parameter = 400;
  tenant.status.wrong_type = 400;
  tenant.status.unknown_team = 422;
  tenant.status.unknown_sync_destination = 410;
  tenant.status.invalid_page = 400;
  tenant.error_shape = ErrorShape::message;
  tenant.per_page_over_maximum = PageOverflow::refuse;
  tenant.page_past_end = PagePastEnd::refuse;
  tenant.meta_links = LinkBase::tenant;
  tenant.empty_story_ids = Acceptance::refuse;
  tenant.duplicate_story_ids = Acceptance::refuse;
  tenant.subscription_order = SubscriptionOrder::id_descending;
  tenant.undocumented_parameters = Acceptance::refuse;
  tenant.destination_url_trailing_slash = TrailingSlash::removed;
  tenant.create_answers = CreateAnswers::before_sync;
  tenant.unreachable_destination = UnusableDestination::refuse;
  tenant.refused_destination_key = UnusableDestination::refuse;
  tenant.unknown_destination_team = UnusableDestination::refuse;
  tenant.story_deletion = StoryDeletion::subscription_failed;
  tenant.copies_after_deletion = CopiesAfterDeletion::removed;
  return tenant;
}

Judged judge_mock(const Assumptions& tenant, const Assumptions& expected) {
  MockTarget mock({.assumptions = tenant});
  return judge(mock.settings(), mock.tenants(), {.expected = expected});
}

void check_that_each_differs(const std::vector<DifferingTenant>& tenants) {
  for (const auto& tenant : some_of(tenants)) {
    ReferenceWorld world;
    const auto judged = judge(world, tenant.decorate);
    for (const auto& assumption : tenant.assumptions) {
      INFO(tenant.name << " should differ in " << assumption << "\n" << judged.report());
      CHECK(judged.has(Judgement::differs, assumption));
    }
    INFO(tenant.name << "\n" << judged.report());
    CHECK(judged.with(Judgement::broken).empty());
  }
}

}  // namespace

TEST_CASE("what differs is seen, and a mock that was told so passes the same run strictly") {
  Assumptions takes_blank_keys;
  takes_blank_keys.blank_destination_key = Acceptance::accept;
  for (const auto& tenant : {unusual(), takes_blank_keys}) {
    const auto first = judge_mock(tenant, {});
    {
      INFO(first.report());
      CHECK(first.with(Judgement::broken).empty());
      CHECK(to_json(first.seen) == to_json(tenant));
    }
    const auto second = judge_mock(first.seen, first.seen);
    INFO(second.report());
    CHECK(second.with(Judgement::broken).empty());
    CHECK(second.with(Judgement::differs).empty());
  }
}

TEST_CASE("a tenant that differs from an assumption is reported so, and breaks no promise") {
  check_that_each_differs(differing_tenants());
  check_that_each_differs(tenants_with_other_orders_and_values());
}
