#pragma once

#include "contract_tests/model/commands.hpp"
#include "contract_tests/model/model.hpp"
#include "contract_tests/properties/session.hpp"

#include <optional>
#include <vector>

namespace tines_mock::contract {

/// Applies commands to the tenant and to the model; throws Violation when they differ.
class ModelRun {
 public:
  explicit ModelRun(Session& session);
  virtual ~ModelRun() = default;

  void apply(const Command& command);
  /// Compares the tenant's list with everything that the model holds.
  void compare_list();

 protected:
  /// The stories that commands choose from; the first of them is in every create.
  virtual std::vector<std::int64_t> stories() const { return session_.settings.story_ids; }
  /// Applies the steps that not every tenant allows.
  virtual void apply_special(const Command&) {}

  Json body_of(const Command& command) const;
  std::vector<std::int64_t> stories_of(const Command& command) const;
  bool is_full() const;
  void created(const PathId& id, const Json& body);

  Session& session_;
  Model model_;

 private:
  void apply_to(const PathId& id, const Command& command);
  void create(const Json& body);
  void create_with_refused_key(const Json& body);
  void update(const PathId& id, const Json& body);
  void remove(const PathId& id);
  void manual_sync(const PathId& id);
  void story_sync(const PathId& id, const Command& command);
  void bad_create(const Command& command);
  void without_key(const PathId* id);
  void unknown_destination();
  void compare(const std::string& where, const PathId& id, const std::optional<Json>& object);

  std::vector<PathId> removed_;
};

}  // namespace tines_mock::contract
