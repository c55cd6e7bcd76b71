# How a folder of the house becomes a CMake target.

add_library(tines_mock_warnings INTERFACE)
# GCC 12 sees an overlap in "text" + std::string that is not there (its bug 105651). Clang counts changes
# of sign to -Wconversion, GCC does not.
target_compile_options(tines_mock_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                       $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>
                       $<$<BOOL:${TINES_MOCK_WERROR}>:-Werror>)

# tines_mock_room(NAME USES room-or-library…): the folder's sources become the static library
# tines_mock_NAME, its *_test.cpp the executable NAME_tests, linked with that room alone, so that the
# link line proves which rooms a room can see. With EXECUTABLE, its main.cpp becomes that program. With
# TESTS_BY_FILE, the tests of one file run in one process; when one of them says "skipped: no browser", ctest
# reports them as skipped.
function(tines_mock_room name)
  cmake_parse_arguments(ROOM "TESTS_BY_FILE" "EXECUTABLE" "USES;TEST_USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")

  set(room tines_mock_${name})
  if(sources)
    add_library(${room} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(${room} PRIVATE tines_mock_warnings)
  else()
    add_library(${room} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${room} ${scope} ${PROJECT_SOURCE_DIR}/mock_server
                             ${PROJECT_SOURCE_DIR}/mock_server/include)
  target_link_libraries(${room} ${scope} ${ROOM_USES})
  target_compile_features(${room} ${scope} cxx_std_20)

  if(ROOM_EXECUTABLE)
    add_executable(${ROOM_EXECUTABLE} main.cpp)
    target_link_libraries(${ROOM_EXECUTABLE} PRIVATE ${room} tines_mock_warnings)
  endif()

  if(TINES_MOCK_TESTS AND tests)
    add_executable(${name}_tests ${tests})
    target_link_libraries(${name}_tests PRIVATE ${room} ${ROOM_TEST_USES} tines_mock_warnings
                          Catch2::Catch2WithMain)
    target_compile_definitions(${name}_tests
                               PRIVATE TINES_MOCK_FIXTURES="${PROJECT_SOURCE_DIR}/fixtures")
    if(ROOM_TESTS_BY_FILE)
      foreach(file ${tests})
        get_filename_component(subject ${file} NAME_WE)
        add_test(NAME "${name}: ${subject}" COMMAND ${name}_tests -\# "[#${subject}]~[.]"
                 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
        set_tests_properties("${name}: ${subject}" PROPERTIES LABELS "${name}" TIMEOUT 300
                             SKIP_REGULAR_EXPRESSION "skipped: no browser")
      endforeach()
    else()
      catch_discover_tests(${name}_tests TEST_PREFIX "${name}: "
                           WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
                           PROPERTIES LABELS "${name}" TIMEOUT 300)
    endif()
  endif()
endfunction()
