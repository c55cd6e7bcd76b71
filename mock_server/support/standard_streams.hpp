#pragma once

namespace tines_mock {

/// Opens those of the descriptors 0 to 2 that are closed on /dev/null, so that no file or socket
/// that is opened later takes their numbers and gets what is meant for stdout or stderr. For `main`
/// of an executable, before anything else: it changes the whole process. What is written to such a
/// stdout or stderr fails as it does on a closed one. Ends the process with 2 when it cannot be
/// done.
void open_standard_streams();

}  // namespace tines_mock
