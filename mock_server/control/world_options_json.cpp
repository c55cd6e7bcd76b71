#include "control/world_options_json.hpp"

#include "faults/rule_json.hpp"
#include "support/limits.hpp"

#include <tines_mock/file_error.hpp>

namespace tines_mock::control {
namespace {

const Names<Revision> revision_names = {{"2025-05", Revision::r2025_05},
                                        {"2026-06", Revision::r2026_06}};
const Names<SyncMode> sync_mode_names = {{"immediate", SyncMode::immediate},
                                         {"deferred", SyncMode::deferred}};

std::optional<Assumptions> read_assumptions(const ValueReader& value) {
  try {
    return parse_assumptions(dump(Json{{"assumptions", value.json()}}), "assumptions");
  } catch (const FileError& error) {
    value.problem(Problem::Kind::invalid, "assumptions as in fixtures/assumptions.json",
                  error.what());
    return std::nullopt;
  }
}

void read_size(ObjectReader& reader, std::string_view name, std::size_t& to, std::size_t most) {
  auto size = static_cast<std::int64_t>(to);
  reader.read(name, size, {1, static_cast<std::int64_t>(most)});
  to = static_cast<std::size_t>(size);
}

}  // namespace

WorldOptions read_world_options(const ValueReader& value, WorldOptions options) {
  ObjectReader reader(value);
  auto seed = static_cast<std::int64_t>(options.rng_seed);
  reader.read("rng_seed", seed, not_negative);
  options.rng_seed = static_cast<std::uint64_t>(seed);
  reader.read("virtual_clock", options.virtual_clock);
  reader.read_with("revision", options.revision,
                   [](const ValueReader& name) { return name.choice(revision_names); });
  reader.read_with("sync_mode", options.sync_mode,
                   [](const ValueReader& name) { return name.choice(sync_mode_names); });
  auto delay_ms = options.sync_delay_ms.count();
  reader.read("sync_delay_ms", delay_ms, {0, Milliseconds(limits::delay).count()});
  options.sync_delay_ms = Milliseconds(delay_ms);
  reader.read_with("assumptions", options.assumptions, read_assumptions);
  if (const auto rules = reader.optional("faults")) options.faults = faults::read_rules(*rules);
  read_size(reader, "journal_entries", options.journal.entries, limits::most_journal_entries);
  read_size(reader, "journal_bytes", options.journal.bytes, limits::most_journal_bytes);
  reader.no_others();
  return options;
}

Json world_options_json(const WorldOptions& options) {
  return {{"rng_seed", options.rng_seed},
          {"virtual_clock", options.virtual_clock},
          {"revision", name_of(revision_names, options.revision)},
          {"sync_mode", name_of(sync_mode_names, options.sync_mode)},
          {"sync_delay_ms", options.sync_delay_ms.count()},
          {"journal_entries", options.journal.entries},
          {"journal_bytes", options.journal.bytes}};
}

}  // namespace tines_mock::control
