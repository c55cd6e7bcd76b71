#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// What a run creates on a tenant. It is on disk before it is created, so that a later run can
/// remove it even when this one is killed.
namespace tines_mock::contract {

using IntentId = std::int64_t;

/// Something that was, or may have been, created.
struct Created {
  IntentId intent = 0;
  std::string collection;          ///< path below the base URL, for example "/api/v1/teams"
  nlohmann::ordered_json request;  ///< its body, without keys
  std::string id;                  ///< empty: no answer said it
  bool refused = false;            ///< the tenant answered that it created nothing
};

/// A file of JSON lines, each on the disk (fsync) before the call returns. Holds no key.
class Ledger {
 public:
  /// Reads a file that exists. With an empty path nothing is kept on disk: for the in-process mock.
  /// Throws std::runtime_error when the file cannot be written, or is no regular file.
  explicit Ledger(std::filesystem::path file);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// Notes what was on the tenant before the run, so that it is never removed.
  void note_others(const std::string& collection, const std::vector<std::string>& ids);
  bool is_others(const std::string& collection, const std::string& id) const;
  /// Whether `note_others` was called for the collection, perhaps without ids.
  bool knows_others(const std::string& collection) const;

  /// Notes a name that only this run gives, before it gives it: what has it in its name is ours.
  void note_name(const std::string& name);
  bool is_name_of_ours(const std::string& name) const;

  /// Notes the name of a story that is not ours, but that a sync of ours may copy; a copy has
  /// exactly that name.
  void note_copied_name(const std::string& name);
  bool is_copied_name(const std::string& name) const;

  /// Notes what is about to be created; after the answer comes `created` or `refused`.
  IntentId intend(const std::string& collection, const nlohmann::ordered_json& request);
  /// Ignores an id that was there before the run: that object is not ours, whatever the answer
  /// says.
  void created(IntentId intent, const std::string& id);
  void refused(IntentId intent);
  void removed(const std::string& collection, const std::string& id);

  /// What may still exist, newest first.
  std::vector<Created> open() const;
  /// Of that, what has an id, so that it can be removed.
  std::vector<Created> removable() const;
  /// What got an id from the tenant, removed since or not.
  const std::vector<Created>& made() const { return made_; }
  /// Forgets all and removes the file: to be called when nothing is left on the tenant.
  void close_account();

  const std::filesystem::path& file() const { return file_; }

 private:
  void open_file();
  void write(const nlohmann::ordered_json& line);
  void apply_line(const nlohmann::ordered_json& line);

  std::filesystem::path file_;
  int descriptor_ = -1;
  IntentId next_intent_ = 1;
  std::map<IntentId, Created> open_;
  std::vector<Created> made_;
  std::map<std::string, std::vector<std::string>> others_;
  std::vector<std::string> names_, copied_names_;
};

/// The ledger of a tenant when --ledger names none.
std::filesystem::path default_ledger_file(const std::string& tenant_url);

}  // namespace tines_mock::contract
