#include "contract_tests/report/expectations.hpp"

#include "files/file.hpp"

#include <optional>

namespace tines_mock::contract {

namespace {

const Names<Judgement>& outcomes() {
  static const Names<Judgement> names{{"broken", Judgement::broken},
                                      {"differs", Judgement::differs},
                                      {"could not check", Judgement::could_not_check}};
  return names;
}

/// A documented promise never differs, and an assumed one is never broken.
Judgement read_outcome(ObjectReader& entry, const Promise& promise) {
  const auto value = entry.required("outcome", "the outcome of the promise");
  const auto judgement = value ? value->choice(outcomes()) : std::nullopt;
  if (!judgement) return Judgement::broken;
  const bool documented = kind_of(promise.source) == Kind::documented;
  if (*judgement == (documented ? Judgement::differs : Judgement::broken)) {
    value->invalid(documented ? "\"broken\" or \"could not check\": the promise is documented"
                              : "\"differs\" or \"could not check\": the promise is assumed");
  }
  return *judgement;
}

Expectation read_entry(const ValueReader& value, const Promise& promise) {
  Expectation expectation;
  ObjectReader entry(value);
  if (!entry) return expectation;
  expectation.judgement = read_outcome(entry, promise);
  if (const auto reason = entry.required("reason", "a reason in words")) {
    expectation.reason = reason->text().value_or("-");
    if (expectation.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
      reason->invalid("a reason in words");
    }
  }
  expectation.since = files::required_date(entry, "since");
  entry.no_others();
  return expectation;
}

}  // namespace

Expectations parse_expectations(std::string_view text, std::string_view name,
                                const Promises& promises) {
  const Json json = files::parse(text, name);
  Problems problems;
  Expectations expectations;
  ObjectReader document(ValueReader(json, "", problems));
  files::pass_schema(document);
  if (const auto member = document.required("expected", "an object of promises by their ids")) {
    ObjectReader entries(*member);
    for (const auto& promise : promises) {
      if (const auto entry = entries.optional(promise.id)) {
        expectations.emplace(promise.id, read_entry(*entry, promise));
      }
    }
    entries.no_others();
  }
  document.no_others();
  files::throw_if_any(problems, name);
  return expectations;
}

Expectations load_expectations(const std::filesystem::path& file, const Promises& promises) {
  return parse_expectations(files::read(file), file.string(), promises);
}

RunResult apply_expectations(const Expectations& expectations, RunResult run) {
  for (auto& result : run.promises) {
    const auto known = expectations.find(result.promise.id);
    if (known == expectations.end()) continue;
    if (result.judgement == known->second.judgement) {
      result.judgement = Judgement::kept;
    } else if (result.judgement == Judgement::kept) {
      result.judgement = Judgement::differs;
    }
  }
  return run;
}

std::string to_json(const Expectations& expectations) {
  Json entries = Json::object();
  for (const auto& [id, expectation] : expectations) {
    entries[id] = {{"outcome", tines_mock::name_of(outcomes(), expectation.judgement)},
                   {"reason", expectation.reason},
                   {"since", expectation.since}};
  }
  return dump(Json{{"expected", std::move(entries)}}, 2) + '\n';
}

}  // namespace tines_mock::contract
