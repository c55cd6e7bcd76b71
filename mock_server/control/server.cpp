#include "control/operations.hpp"
#include "control/reply.hpp"
#include "faults/effect.hpp"
#include "faults/names.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {

Response show_health(const Context&) {
  return reply(200, {{"status", "ok"}});
}

Response show_version(const Context& context) {
  return reply(200, {{"name", "tines-mock"},
                     {"version", TINES_MOCK_VERSION},
                     {"read_only_control", context.settings.read_only},
                     {"demo", context.demo != nullptr}});
}

Response list_effects(const Context&) {
  Json list = Json::array();
  for (const auto& effect : faults::describe_effects()) {
    Json phases = Json::array();
    for (const Phase phase : effect.phases) phases.push_back(faults::name_of(phase));
    Json attributes = Json::array();
    for (const auto& [name, meaning] : effect.attributes)
      attributes.push_back({{"name", name}, {"meaning", meaning}});
    list.push_back({{"kind", effect.kind},
                    {"does", effect.does},
                    {"phases", std::move(phases)},
                    {"attributes", std::move(attributes)}});
  }
  return reply(200, {{"effects", std::move(list)}});
}

}  // namespace tines_mock::control
