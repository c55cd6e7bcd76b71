#include "contract_tests/target/ledger.hpp"

#include "files/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace tines_mock::contract {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw std::runtime_error("the ledger " + file.string() +
                           " cannot be written: " + std::generic_category().message(errno));
}

nlohmann::ordered_json without_keys(nlohmann::ordered_json request) {
  if (request.is_object()) request.erase("destination_tenant_api_key");
  return request;
}

}  // namespace

Ledger::Ledger(std::filesystem::path file) : file_(std::move(file)) {
  if (file_.empty()) return;
  std::istringstream before(std::filesystem::exists(file_) ? files::read(file_) : "");
  for (std::string line; std::getline(before, line);) {
    // The last line of a run that was killed may be incomplete.
    const auto json = nlohmann::ordered_json::parse(line, nullptr, false);
    if (json.is_object()) apply_line(json);
  }
  open_file();
}

void Ledger::open_file() {
  if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path());
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  // Ends the line that a run may have left incomplete when it was killed.
  if (descriptor_ < 0 || ::write(descriptor_, "\n", 1) != 1) fail(file_);
}

Ledger::~Ledger() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Ledger::note_others(const std::string& collection, const std::vector<std::string>& ids) {
  write({{"others", ids}, {"collection", collection}});
}

bool Ledger::is_others(const std::string& collection, const std::string& id) const {
  const auto known = others_.find(collection);
  return known != others_.end() && std::ranges::find(known->second, id) != known->second.end();
}

bool Ledger::knows_others(const std::string& collection) const {
  return others_.contains(collection);
}

void Ledger::note_name(const std::string& name) {
  write({{"name", name}});
}

bool Ledger::is_name_of_ours(const std::string& name) const {
  return std::ranges::any_of(
      names_, [&](const auto& given) { return name.find(given) != std::string::npos; });
}

void Ledger::note_copied_name(const std::string& name) {
  write({{"copied", name}});
}

bool Ledger::is_copied_name(const std::string& name) const {
  return std::ranges::find(copied_names_, name) != copied_names_.end();
}

IntentId Ledger::intend(const std::string& collection, const nlohmann::ordered_json& request) {
  const auto intent = next_intent_;
  write({{"intent", intent}, {"collection", collection}, {"request", without_keys(request)}});
  return intent;
}

void Ledger::created(IntentId intent, const std::string& id) {
  write({{"created", intent}, {"id", id}});
}

void Ledger::refused(IntentId intent) {
  write({{"refused", intent}});
}

void Ledger::removed(const std::string& collection, const std::string& id) {
  write({{"removed", id}, {"collection", collection}});
}

std::vector<Created> Ledger::open() const {
  std::vector<Created> all;
  for (const auto& [intent, created] : open_) all.push_back(created);
  std::ranges::reverse(all);
  return all;
}

std::vector<Created> Ledger::removable() const {
  std::vector<Created> all;
  for (auto entry = open_.rbegin(); entry != open_.rend(); ++entry) {
    if (!entry->second.id.empty()) all.push_back(entry->second);
  }
  return all;
}

void Ledger::close_account() {
  open_.clear();
  made_.clear();
  others_.clear();
  names_.clear();
  copied_names_.clear();
  if (file_.empty()) return;
  ::close(descriptor_);
  descriptor_ = -1;
  std::filesystem::remove(file_);
}

void Ledger::write(const nlohmann::ordered_json& line) {
  apply_line(line);
  if (file_.empty()) return;
  if (descriptor_ < 0) open_file();  // after close_account
  const auto text =
      line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  if (::write(descriptor_, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      fsync(descriptor_) != 0) {
    fail(file_);
  }
}

void Ledger::apply_line(const nlohmann::ordered_json& line) {
  if (line.contains("others")) {
    others_[line.at("collection")] = line.at("others").get<std::vector<std::string>>();
  } else if (line.contains("intent")) {
    const IntentId intent = line.at("intent");
    open_[intent] = {intent, line.at("collection"), line.at("request"), "", false};
    next_intent_ = std::max(next_intent_, intent + 1);
  } else if (line.contains("created")) {
    auto& created = open_[line.at("created")];
    if (is_others(created.collection, line.at("id"))) return;
    created.id = line.at("id");
    made_.push_back(created);
  } else if (line.contains("name")) {
    names_.push_back(line.at("name"));
  } else if (line.contains("copied")) {
    copied_names_.push_back(line.at("copied"));
  } else if (line.contains("refused")) {
    open_[line.at("refused")].refused = true;
  } else if (line.contains("removed")) {
    const std::string id = line.at("removed");
    const std::string collection = line.at("collection");
    std::erase_if(open_, [&](const auto& entry) {
      return entry.second.id == id && entry.second.collection == collection;
    });
  }
}

std::filesystem::path default_ledger_file(const std::string& tenant_url) {
  // The XDG Base Directory Specification says to ignore a relative path.
  const auto folder_in = [](const char* variable) -> std::filesystem::path {
    const char* value = std::getenv(variable);
    return value != nullptr && *value == '/' ? value : "";
  };
  const auto state = folder_in("XDG_STATE_HOME"), home = folder_in("HOME");
  const auto folder = !state.empty()  ? state
                      : !home.empty() ? home / ".local/state"
                                      : std::filesystem::temp_directory_path();
  std::string name;
  for (const char c : tenant_url.substr(tenant_url.find("://") + 3)) {
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
  }
  return folder / "tines-contract" / (name + ".ledger");
}

}  // namespace tines_mock::contract
