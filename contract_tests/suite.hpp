#pragma once

#include "contract_tests/bench.hpp"
#include "contract_tests/options.hpp"
#include "contract_tests/properties/preflight.hpp"
#include "contract_tests/properties/session.hpp"
#include "contract_tests/report/expectations.hpp"
#include "contract_tests/report/redactor.hpp"
#include "contract_tests/report/sheet.hpp"
#include "contract_tests/target/interrupt.hpp"
#include "support/result.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// Writes to the standard output. Throws CannotRun when that is not possible.
void print(const std::string& text);
/// Writes a line to the standard error.
void print_error(const std::string& line);
/// The text with each of its lines changed.
std::string change_each_line(const std::string& text,
                             const std::function<std::string(const std::string&)>& change);

/// A run of tines-contract: it checks the tenants of the settings, or cleans up what an earlier run
/// left on them. Prints its progress, and returns the exit status of the program.
class Suite {
 public:
  /// Throws CannotRun and SettingsError, before any request, when options or settings are wrong.
  Suite(const Options& options, Interrupt& interrupt);

  /// Checks the promises, removes what it created, writes the files and prints the report.
  int check();
  int clean_up();

 private:
  /// What was known of the tenant before the run, from files.
  struct Known {
    AssumptionsFile assumptions;
    Expectations expectations;
  };
  /// What a run learned before its first promise, and what ended it there, if anything did.
  struct Prepared {
    Preflight preflight;
    std::optional<RunEnds> ended;
  };

  static Known load_known(const Options& options);
  std::string today() const;  ///< "2026-11-25", in UTC
  std::shared_ptr<Ledger> open_ledger() const;
  bool may_write() const { return options_.allow_writes || options_.clean_up || bench_.mock; }

  Report run_promises();
  Prepared prepare();
  int cases_per_promise(const Preflight& preflight) const;
  std::string replay_command(int cases) const;
  std::vector<std::string> remarks() const;
  std::vector<std::string> remove_what_was_created();
  void add_what_was_known(Report& report) const;
  Result<void, std::string> write_all_files(const Report& report, const Sheet& sheet) const;

  const Options& options_;
  Interrupt& interrupt_;
  SystemClock clock_;
  Known known_;
  Bench bench_;
  ReportRedactor redact_;
  std::uint64_t seed_;
  std::shared_ptr<Ledger> ledger_;
  TenantUnderTest origin_, destination_;
  Session session_;
};

}  // namespace tines_mock::contract
