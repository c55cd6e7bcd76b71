#include "app/commands.hpp"
#include "files/file.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

namespace tines_mock::app {

namespace {

// Returns the kind of the file, which its content tells. Throws FileError with every mistake in it.
std::string check_file(const std::string& file) {
  const std::string text = files::read(file);
  const Json json = files::parse(text, file);
  const auto has = [&](const char* member) { return json.is_object() && json.contains(member); };
  if (has("tenants")) return parse_world(text, file), "world";
  if (has("assumptions")) return parse_assumptions(text, file), "assumptions";
  if (has("rules")) return parse_faults(text, file), "faults";
  if (has("scenes")) return parse_demo(text, file), "demo";
  throw FileError(file +
                  ": expected an object with \"tenants\" (a world), \"assumptions\", \"rules\" "
                  "(faults) or \"scenes\" (a demo), found " +
                  describe(json));
}

}  // namespace

int check(const Check& command, std::ostream& out, std::ostream& err) {
  int exit_status = 0;
  for (const auto& file : command.files) {
    try {
      const std::string kind = check_file(file);
      out << file << ": ok (" << kind << ")\n";
    } catch (const FileError& error) {
      err << error.what() << '\n';
      exit_status = 2;
    }
  }
  return exit_status;
}

void list_scenarios(std::ostream& out) {
  for (const auto& scenario : scenarios())
    out << scenario.name << ": " << scenario.description << '\n';
}

}  // namespace tines_mock::app
