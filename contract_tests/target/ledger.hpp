#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// What a run has made on somebody's tenant, on disk before it is made, so that even a killed run
/// can be cleaned up after.
namespace tines_mock::contract {

using IntentId = std::int64_t;

/// Something that was, or may have been, created.
struct Created {
  IntentId intent = 0;
  std::string collection;          ///< path below the base URL, for example "/api/v1/teams"
  nlohmann::ordered_json request;  ///< its body, without keys
  std::string id;                  ///< empty: no answer told it
  bool refused = false;            ///< the tenant said that it made nothing
};

/// A file of JSON lines, each on the disk (fsync) before the call returns. Holds no key.
class Ledger {
 public:
  /// Reads what is there. An empty path: nothing is kept on disk (the in-process mock).
  /// Throws std::runtime_error when the file cannot be written, or is no regular one.
  explicit Ledger(std::filesystem::path file);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// What stood on the tenant before the run: never to be touched.
  void note_others(const std::string& collection, const std::vector<std::string>& ids);
  bool is_others(const std::string& collection, const std::string& id) const;
  /// Whether it was noted what stood in the collection, even when that was nothing.
  bool knows_others(const std::string& collection) const;

  /// A name that only we give, before anything has it: whatever has it in its name is ours.
  void note_name(const std::string& name);
  bool is_name_of_ours(const std::string& name) const;

  /// The name of a story that is not ours and that a sync of ours may copy: a copy has the very
  /// same.
  void note_copied_name(const std::string& name);
  bool is_copied_name(const std::string& name) const;

  IntentId intend(const std::string& collection, const nlohmann::ordered_json& request);
  /// An id that stood there before the run is not believed: whose it is, is not ours to remove.
  void created(IntentId intent, const std::string& id);
  void refused(IntentId intent);
  void removed(const std::string& collection, const std::string& id);

  /// Whatever is not known to be gone, newest first.
  std::vector<Created> open() const;
  /// What of that has an id: what can be removed.
  std::vector<Created> removable() const;
  /// Whatever has an id that a tenant gave, gone or not.
  const std::vector<Created>& made() const { return made_; }
  /// Everything is gone: the file goes too.
  void close_account();

  const std::filesystem::path& file() const { return file_; }

 private:
  void open_file();
  void write(const nlohmann::ordered_json& line);
  void apply(const nlohmann::ordered_json& line);

  std::filesystem::path file_;
  int descriptor_ = -1;
  IntentId next_intent_ = 1;
  std::map<IntentId, Created> open_;
  std::vector<Created> made_;
  std::map<std::string, std::vector<std::string>> others_;
  std::vector<std::string> names_, copied_names_;
};

/// Where the ledger of a tenant stands unless told otherwise.
std::filesystem::path default_ledger_file(const std::string& tenant_url);

}  // namespace tines_mock::contract
