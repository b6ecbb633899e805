import Testing

/// The map of `Docs/Architecture.md`, the manifest and the imports say the same.
struct LayeringTests {
  let tree = SourceTree.repository

  @Test("The map lists the targets of the manifest, and no others")
  func mapIsComplete() throws {
    let mapped = try tree.targetMap().rows.map(\.target)
    let declared = try tree.manifest().targets.filter(\.isSource).map(\.name)
    try #require(declared.count >= 8)
    #expect(mapped.sorted() == declared.sorted())
  }

  @Test("Every file of Sources belongs to a target")
  func filesBelongToTargets() throws {
    let folders = try tree.manifest().targets.map { "\($0.path)/" }
    let strays = try tree.paths(below: "Sources", suffix: "swift").filter { path in
      !folders.contains { path.hasPrefix($0) }
    }
    #expect(strays == [])
  }

  @Test("A target depends only on targets above it, the core only on the core")
  func dependenciesPointUp() throws {
    let map = try tree.targetMap()
    var violations: [String] = []
    for target in try tree.manifest().targets where target.isSource {
      let position = try #require(map.position(of: target.name))
      let row = map.rows[position]
      for dependency in target.dependencies + target.products {
        guard let above = map.position(of: dependency) else {
          if !row.others.contains(dependency) {
            violations.append(
              "\(target.name) depends on \(dependency), which its row does not name")
          }
          continue
        }
        if above >= position {
          violations.append("\(target.name) depends on \(dependency), which stands below it")
        }
        if row.layer == .core, ![.core, .library].contains(map.rows[above].layer) {
          violations.append("\(target.name) is core and depends on \(dependency), which is not")
        }
      }
    }
    #expect(violations == [])
  }

  @Test("A file imports only what its target declares and its layer allows")
  func importsAreAllowed() throws {
    let map = try tree.targetMap()
    var violations: [String] = []
    for target in try tree.manifest().targets where target.isSource {
      let row = map.rows[try #require(map.position(of: target.name))]
      let allowed = row.layer.toolchainModules.union(row.others).union(target.dependencies)
      for file in try tree.swiftFiles(below: target.path) {
        for module in file.imports.map(\.module) where !allowed.contains(module) {
          violations.append("\(file.path) imports \(module)")
        }
      }
    }
    #expect(violations == [])
  }

  @Test("The core is compiled with strict memory safety, all else without warnings")
  func settingsFollowTheLayer() throws {
    let map = try tree.targetMap()
    for target in try tree.manifest().targets where target.kind != "systemLibrary" {
      let layer = map.position(of: target.name).map { map.rows[$0].layer }
      #expect(target.settings == (layer == .core ? "core" : "strict"), "\(target.name)")
    }
  }

  @Test("Tests import what they declare, and only public interfaces")
  func testsUsePublicInterfaces() throws {
    let map = try tree.targetMap()
    var violations: [String] = []
    for target in try tree.manifest().targets where !target.isSource {
      for file in try tree.swiftFiles(below: target.path) {
        for item in file.imports {
          if item.isTestable { violations.append("\(file.path) opens \(item.module)") }
          if map.position(of: item.module) != nil, !target.dependencies.contains(item.module) {
            violations.append("\(file.path) imports \(item.module) without declaring it")
          }
        }
      }
    }
    #expect(violations == [])
  }
}
