# `cmake --install BUILD --prefix PREFIX`: everything that serves, and nothing of the source tree. Live data lies elsewhere
# (HOTLINE_VAR, /var/lib/hotline). The result can be moved as a whole, but for the units, which name their prefix.
#   bin/                     hotlined, hotline, hotline-xlsx, and hotline-up, -down, -backup, -restore
#   share/hotline/ops/...    the commands of ops/ with what they read, as in the source tree
#   share/hotline/           lexicon/, scripts/, db/roles.sql
#   lib/systemd/system/      the units
#   share/doc/hotline/       the pages
set(root share/hotline)
install(TARGETS hotlined hotline hotline_xlsx RUNTIME DESTINATION bin)
install(PROGRAMS ops/up ops/down ops/backup ops/restore DESTINATION ${root}/ops)
install(PROGRAMS ops/scripts/watchdog.sh ops/scripts/reload_edge.sh DESTINATION ${root}/ops/scripts)
install(FILES ops/scripts/lib.sh ops/scripts/cluster.sh ops/scripts/edge.sh ops/scripts/backups.sh
              ops/scripts/packages.installed DESTINATION ${root}/ops/scripts)
install(DIRECTORY ops/haproxy DESTINATION ${root}/ops)
install(DIRECTORY services/matching/lexicon/ DESTINATION ${root}/lexicon)
install(DIRECTORY services/core/scripts/ DESTINATION ${root}/scripts)
install(FILES db/roles.sql DESTINATION ${root}/db)
install(FILES README.md LICENSE DESTINATION share/doc/hotline)
install(DIRECTORY ops/docs/ DESTINATION share/doc/hotline PATTERN figures EXCLUDE)

# Settings with the paths of an installation, for ops/up and for the units.
file(READ ops/config/hotlined.toml settings)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ops/config/hotlined.toml)
string(REPLACE "../../services/matching/lexicon" "../../lexicon" settings "${settings}")
string(REPLACE "../../services/core/scripts" "../../scripts" settings "${settings}")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/installed/hotlined.toml CONTENT "${settings}" @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/installed/hotlined.toml DESTINATION ${root}/ops/config)
foreach(change "../../var/run/hotlined.sock|/run/hotline/hotlined.sock" "../../var/run/metrics.sock|/run/hotline/metrics.sock"
               "../../var/db/connection|/etc/hotline/connection" "../../var/keys|/etc/hotline/keys"
               "../../var/log_head|/var/lib/hotline/log_head" "../../var/certs|/etc/hotline/certs"
               "../../lexicon|/usr/${root}/lexicon" "../../scripts|/usr/${root}/scripts"
               "\nsocket = \"\"|\nsocket = \"/run/hotline-edge/edge.sock\"")
  string(REPLACE "|" ";" change "${change}")
  list(GET change 0 from)
  list(GET change 1 to)
  string(FIND "${settings}" "${from}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "ops/cmake/install.cmake: ops/config/hotlined.toml has no ${from}")
  endif()
  string(REPLACE "${from}" "${to}" settings "${settings}")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/installed/systemd.toml CONTENT "${settings}" @ONLY)

# install_with_prefix(FILE FOLDER): a text file in which /usr becomes the prefix that --prefix names.
function(install_with_prefix file folder)
  get_filename_component(name ${file} NAME)
  install(CODE "
    file(READ \"${file}\" text)
    string(REGEX REPLACE \"/usr/(bin/hotline|share/hotline|share/doc/hotline)\" \"\${CMAKE_INSTALL_PREFIX}/\\\\1\" text \"\${text}\")
    file(WRITE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}/${name}\" \"\${text}\")
    message(STATUS \"Installing: \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${folder}/${name}\")")
endfunction()
install_with_prefix(${CMAKE_BINARY_DIR}/installed/systemd.toml ${root}/ops/config)
install_with_prefix(${CMAKE_SOURCE_DIR}/ops/systemd/edge.env ${root}/ops/config)
file(GLOB units CONFIGURE_DEPENDS ops/systemd/*.service ops/systemd/*.timer)
foreach(unit ${units})
  install_with_prefix(${unit} lib/systemd/system)
endforeach()

# From share/hotline to the programs: ops/scripts/lib.sh.
file(WRITE ${CMAKE_BINARY_DIR}/installed/installed "../../bin\n")
install(FILES ${CMAKE_BINARY_DIR}/installed/installed DESTINATION ${root}/ops)
foreach(command up down backup restore)
  install(CODE "
    file(MAKE_DIRECTORY \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin\")
    file(CREATE_LINK ../${root}/ops/${command} \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/hotline-${command}\" SYMBOLIC)")
endforeach()
