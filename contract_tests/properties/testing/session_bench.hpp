#pragma once

#include "contract_tests/defects/decorate.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/session.hpp"
#include "contract_tests/target/testing/targets.hpp"

#include <memory>

namespace tines_mock::contract {

/// A session against the conforming tenants, or what decorators make of them, with their settings
/// or what `change` makes of these.
struct SessionBench {
  explicit SessionBench(
      const Decorate& origin = as_it_is(), const Decorate& destination = as_it_is(),
      const std::function<void(Settings&)>& change = [](Settings&) {})
      : settings(changed(world.settings(), change)),
        at_origin(
            {testing::hurried(std::make_shared<HandlerTarget>(origin(world, tenant(world.origin)))),
             settings.api_key, true},
            ledger),
        at_destination({testing::hurried(std::make_shared<HandlerTarget>(
                            destination(world, tenant(world.destination)))),
                        settings.destination_api_key, true},
                       std::make_shared<Ledger>("")),
        session({at_origin, &at_destination, nullptr, settings, {}, clock, 1}) {}

  static Settings changed(Settings settings, const std::function<void(Settings&)>& change) {
    change(settings);
    return settings;
  }
  static Decorate as_it_is() {
    return [](ReferenceWorld&, Handler next) { return next; };
  }
  Handler tenant(ReferenceTenant& asked) {
    return [this, &asked](const Request& request) { return world.handle(asked, request); };
  }

  Json draft_of_ours() { return draft(world.settings()); }

  ReferenceWorld world;
  const Settings settings;
  SystemClock clock;
  std::shared_ptr<Ledger> ledger = std::make_shared<Ledger>("");
  TenantUnderTest at_origin, at_destination;
  Session session;
};

}  // namespace tines_mock::contract
