#include "files/repeated_members.hpp"

#include "support/limits.hpp"

#include <set>

namespace tines_mock::files {
namespace {

/// Sees the events of the JSON parser and keeps track of the place in the document.
class Watch {
 public:
  explicit Watch(Problems& problems) : problems_(problems) {}

  void see(Json::parse_event_t event, const Json& parsed) {
    switch (event) {
      case Json::parse_event_t::key:
        take_key(parsed.get_ref<const std::string&>());
        break;
      case Json::parse_event_t::object_start:
      case Json::parse_event_t::array_start:
        enter(event == Json::parse_event_t::array_start);
        break;
      case Json::parse_event_t::object_end:
      case Json::parse_event_t::array_end:
        open_.pop_back();
        break;
      case Json::parse_event_t::value:
        pass_element();
        break;
    }
  }

 private:
  struct Container {
    std::string pointer;
    bool is_array = false;
    std::size_t elements = 0;          // of an array, so far
    std::string member = {};           // of an object, the one that is read now
    std::set<std::string> names = {};  // of an object, so far
  };

  void take_key(const std::string& name) {
    Container& object = open_.back();
    object.member = name;
    const bool again = !object.names.insert(name).second;
    if (again && problems_.size() < limits::reported_members)
      problems_.push_back(
          {Problem::Kind::invalid, child(object.pointer, name), "each member once", "it again"});
  }

  void enter(bool is_array) { open_.push_back({pointer_of_next(), is_array}); }

  std::string pointer_of_next() {
    if (open_.empty()) return "";
    const Container& in = open_.back();
    const auto pointer =
        in.is_array ? child(in.pointer, in.elements) : child(in.pointer, in.member);
    pass_element();
    return pointer;
  }

  void pass_element() {
    if (!open_.empty()) ++open_.back().elements;
  }

  Problems& problems_;
  std::vector<Container> open_;
};

}  // namespace

Problems repeated_members(std::string_view text) {
  Problems problems;
  Watch watch(problems);
  const auto keep_all = [&](int, Json::parse_event_t event, const Json& parsed) {
    watch.see(event, parsed);
    return true;
  };
  [[maybe_unused]] const Json all = Json::parse(text, keep_all);
  return problems;
}

}  // namespace tines_mock::files
