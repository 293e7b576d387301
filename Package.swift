// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageDescription

/// One array for every target: strict concurrency, explicit imports, no warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Libraries by the short name that `room` uses, with the package that carries each.
let libraries: [String: Target.Dependency] = [
    "Yams": .product(name: "Yams", package: "Yams"),
    "GRDB": .product(name: "GRDB", package: "GRDB.swift"),
    "GRDBSQLite": .product(name: "GRDBSQLite", package: "GRDB.swift"),
    "Crypto": .product(name: "Crypto", package: "swift-crypto"),
    "CryptoExtras": .product(name: "CryptoExtras", package: "swift-crypto"),
    "ArgumentParser": .product(name: "ArgumentParser", package: "swift-argument-parser"),
    "Hummingbird": .product(name: "Hummingbird", package: "hummingbird"),
    "HummingbirdTLS": .product(name: "HummingbirdTLS", package: "hummingbird"),
    "HummingbirdTesting": .product(name: "HummingbirdTesting", package: "hummingbird"),
    "Mustache": .product(name: "Mustache", package: "swift-mustache"),
    "HTTPTypes": .product(name: "HTTPTypes", package: "swift-http-types"),
    "NIOCore": .product(name: "NIOCore", package: "swift-nio"),
    "NIOHTTP1": .product(name: "NIOHTTP1", package: "swift-nio"),
    "NIOPosix": .product(name: "NIOPosix", package: "swift-nio"),
    "NIOSSL": .product(name: "NIOSSL", package: "swift-nio-ssl"),
    "JWTKit": .product(name: "JWTKit", package: "jwt-kit"),
    "X509": .product(name: "X509", package: "swift-certificates"),
    "SwiftASN1": .product(name: "SwiftASN1", package: "swift-asn1"),
    "AsyncHTTPClient": .product(name: "AsyncHTTPClient", package: "async-http-client"),
]

/// A room of the house: what it may use stands here and in ARCHITECTURE.md, and a test compares the two.
struct Room {
    let name: String
    let uses: [String]
    let testUses: [String]
    let resources: [Resource]
    init(
        _ name: String, uses: [String] = [], testUses: [String] = [], resources: [Resource] = []
    ) {
        self.name = name
        self.uses = uses
        self.testUses = testUses
        self.resources = resources
    }
}

let ground = ["Vocabulary", "Vault", "Database", "Ledger", "Safeguards"]
let casework = ["Entitlement", "Benefits", "Payments", "Links", "Reports"]
/// The rooms of parts III and IV of the assessment.
let watch = ["Registers", "Copying", "Oversight", "Retention"]
/// The year's work as jobs, and the way in from the system used before.
let works = ["Jobs", "Migration"]
let web = [
    "Hummingbird", "HummingbirdTLS", "Mustache", "HTTPTypes", "NIOCore", "NIOSSL", "X509",
    "SwiftASN1", "Crypto",
]
let migrations: [Resource] = [.copy("Book/Migrations")]

let rooms: [Room] = [
    Room("Vocabulary"),
    Room("Scheme", uses: ["Vocabulary", "Yams"]),
    Room("Vault", uses: ["Vocabulary", "Crypto", "CryptoExtras"]),
    Room("NumberGate", uses: ["Vocabulary", "Vault", "Crypto"]),
    Room("Formats", uses: ["Vocabulary", "NumberGate", "Yams", "CArchive"]),
    Room("Press", uses: ["Vocabulary", "CPango", "CQR"]),
    Room("Database", uses: ["Vocabulary", "GRDB", "GRDBSQLite", "CPostgres"]),
    Room("Ledger", uses: ["Vocabulary", "Vault", "Database", "Crypto"], resources: migrations),
    Room(
        "Passkeys", uses: ["Vocabulary", "Crypto", "CryptoExtras", "X509", "SwiftASN1"],
        testUses: ["Authenticator"]),
    Room(
        "Safeguards",
        uses: ["Vocabulary", "Vault", "Passkeys", "Ledger", "Database", "Crypto", "CSodium"],
        testUses: ["Authenticator"], resources: migrations),
    Room(
        "Addressee", uses: ground + ["NumberGate", "Formats"],
        testUses: ["Town"], resources: migrations + [.copy("Peers")]),
    Room(
        "AddresseeService",
        uses: [
            "Vocabulary", "Vault", "Safeguards", "NumberGate", "Addressee", "Hummingbird",
            "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOPosix", "NIOSSL", "Crypto", "JWTKit",
            "X509", "SwiftASN1",
        ],
        testUses: ["Database", "Ledger"],
        resources: [.copy("Document")]),
    Room(
        "Inquiries",
        uses: ground + ["Addressee", "Yams", "Crypto", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"]
            + ["NIOSSL"],
        testUses: ["NumberGate", "Formats"],
        resources: migrations + [.copy("Catalogue")]),
    Room(
        "MedicalHub",
        uses: ground + ["NumberGate", "Addressee", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"]
            + ["NIOSSL"],
        testUses: ["Formats", "Crypto", "X509", "SwiftASN1"],
        resources: migrations + [.copy("Layout")]),
    Room(
        "Entitlement", uses: ground + ["Scheme", "NumberGate", "Press"],
        testUses: ["Successions"], resources: migrations),
    Room(
        "Benefits", uses: ground + ["Scheme", "Formats", "Entitlement", "Press"],
        testUses: ["NumberGate", "Successions"], resources: migrations),
    Room(
        "Payments", uses: ground + ["Scheme", "Formats", "Benefits", "Entitlement", "Press"],
        testUses: ["NumberGate", "PowerCuts"], resources: migrations),
    Room(
        "Links", uses: ground + ["Formats", "Scheme", "Entitlement"],
        testUses: ["NumberGate", "Successions"], resources: migrations),
    Room(
        "Reports",
        uses: ground + ["Scheme", "Links", "Payments", "Benefits", "Entitlement", "Press"],
        resources: [.copy("Items"), .copy("Measures"), .copy("Parts")]),
    Room(
        "Registers", uses: ground + ["Press"], testUses: ["PowerCuts"],
        resources: migrations + [.copy("Kinds")]),
    Room("Copying", uses: ground + ["Crypto", "Press"], resources: migrations),
    Room(
        "Oversight", uses: ground + ["Press", "Entitlement", "Benefits", "Payments"],
        testUses: ["Scheme", "NumberGate", "Formats", "Town"], resources: migrations),
    Room(
        "Retention", uses: ground + ["Addressee"] + casework, testUses: ["PowerCuts"],
        resources: migrations + [.copy("Classes")]),
    Room(
        "Jobs",
        uses: ground + casework + ["Scheme", "Formats", "Press", "Retention", "Oversight"],
        testUses: ["NumberGate", "PowerCuts"], resources: migrations + [.copy("Year")]),
    Room(
        "Migration",
        uses: ground + ["Scheme", "NumberGate", "Formats", "Addressee"]
            + ["Entitlement", "Benefits", "Payments", "Links"],
        testUses: ["PowerCuts", "Town"], resources: migrations),
    Room(
        "Office",
        uses: ground + [
            "Passkeys", "Scheme", "NumberGate", "Formats", "Addressee", "Inquiries", "MedicalHub",
            "Crypto", "Press",
        ]
            + casework + watch + works,
        testUses: ["PowerCuts", "Town"], resources: migrations),
    Room(
        "Desk",
        uses: ground + ["Passkeys", "Scheme", "NumberGate", "Formats", "Press", "Addressee"]
            + ["Inquiries", "MedicalHub", "Office"] + casework + watch + works + web,
        testUses: ["HummingbirdTesting", "Town", "Authenticator", "PowerCuts"],
        resources: [.copy("Assets"), .copy("Templates")]),
    Room(
        "Town", uses: ["Vocabulary", "NumberGate"], resources: [.copy("Data")]),
    Room(
        "Simulation",
        uses: ground + ["Scheme", "NumberGate", "Formats", "Press", "Addressee", "Inquiries"]
            + ["MedicalHub", "Office", "Town"] + casework + watch + works,
        testUses: [
            "Desk", "Hummingbird", "HummingbirdTesting", "HTTPTypes", "NIOCore", "PowerCuts",
        ]),
]

// A fast core for whoever works in one room: HAGUKUMI_ROOMS=Scheme,Formats builds only those and what they use.
let chosen = Context.environment["HAGUKUMI_ROOMS"].map {
    Set($0.split(separator: ",").map(String.init))
}
func closure(_ names: Set<String>) -> Set<String> {
    var seen: Set<String> = []
    var open = Array(names)
    while let next = open.popLast() {
        guard seen.insert(next).inserted else { continue }
        guard let room = rooms.first(where: { $0.name == next }) else { continue }
        open += room.uses
    }
    return seen
}
let program =
    ground + casework + watch + works + ["Scheme", "Formats", "Press", "NumberGate"]
    + ["Addressee", "AddresseeService", "Inquiries", "MedicalHub", "Office"]
    + ["Desk", "Town", "Simulation", "ArgumentParser", "Crypto"]
    + ["AsyncHTTPClient", "Hummingbird", "HTTPTypes", "NIOCore"]
let isWhole = chosen == nil
func isAsked(_ room: String) -> Bool { chosen?.contains(room) ?? true }
let kept =
    chosen.map { names in
        let tested = rooms.filter { names.contains($0.name) }.flatMap { $0.testUses }
        return closure(names.union(tested).union(names.contains("hagukumi") ? program : []))
    }
    ?? Set(rooms.map(\.name))
/// Golden documents and sample files that tests read by path.
func papers(beside room: String) -> [String] {
    ["Golden", "Samples", "Vectors", "MustNotCompile"].filter {
        FileManager.default.fileExists(
            atPath: Context.packageDirectory + "/Tests/\(room)Tests/\($0)")
    }
}
let systemLibraries: Set = ["CPostgres", "CPango", "CQR", "CArchive", "CSodium"]
func dependency(_ name: String) -> Target.Dependency { libraries[name] ?? .target(name: name) }

var targets: [Target] = [
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
        name: "CPango", pkgConfig: "pangocairo",
        providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(name: "CQR", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(
        name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
]
for room in rooms where kept.contains(room.name) {
    targets.append(
        .target(
            name: room.name, dependencies: room.uses.map(dependency), resources: room.resources,
            swiftSettings: strict))
    // In a partial build only the chosen rooms are tested.
    guard isAsked(room.name) else { continue }
    targets.append(
        .testTarget(
            name: room.name + "Tests",
            dependencies: ([room.name, "Support"] + room.uses + room.testUses)
                .filter { libraries[$0] != nil || !systemLibraries.contains($0) }
                .map(dependency),
            exclude: papers(beside: room.name), swiftSettings: strict))
}
if kept.contains("Database") {
    // Stores whose power goes off or whose statements are counted, for the tests of every room.
    targets.append(
        .target(
            name: "PowerCuts", dependencies: [dependency("Database")], path: "Tests/PowerCuts",
            swiftSettings: strict))
}
if kept.contains("Entitlement") {
    // Insurers that go on under another number, for the tests of every room that meets one.
    targets.append(
        .target(
            name: "Successions",
            dependencies: ["Vocabulary", "Safeguards", "Entitlement"].map(dependency),
            path: "Tests/Successions", swiftSettings: strict))
}
if kept.contains("Passkeys") {
    // An authenticator made of software, for the tests of every room that meets one.
    targets.append(
        .target(
            name: "Authenticator",
            dependencies: ["Crypto", "CryptoExtras"].map(dependency),
            path: "Tests/Authenticator", swiftSettings: strict))
}
if isAsked("hagukumi") {
    targets.append(
        .executableTarget(
            name: "hagukumi",
            dependencies: program.map(dependency),
            swiftSettings: strict))
    targets.append(
        .testTarget(
            name: "CommandTests", dependencies: ["Support", "Town", "hagukumi"],
            exclude: papers(beside: "Command"),
            swiftSettings: strict))
}
if isWhole {
    targets.append(
        .testTarget(name: "TidyTests", dependencies: ["Support"], swiftSettings: strict))
}

let pinned: [(name: String, at: Package.Dependency, carries: Set<String>)] = [
    ("Yams", .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"), ["Yams"]),
    (
        "GRDB.swift", .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        ["GRDB", "GRDBSQLite"]
    ),
    (
        "swift-crypto", .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        ["Crypto", "CryptoExtras"]
    ),
    (
        "swift-argument-parser",
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        ["ArgumentParser"]
    ),
    (
        "hummingbird",
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        ["Hummingbird"]
    ),
    (
        "swift-mustache",
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        ["Mustache"]
    ),
    (
        "swift-http-types",
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"), ["HTTPTypes"]
    ),
    (
        "swift-nio", .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        ["NIOCore", "NIOHTTP1", "NIOPosix"]
    ),
    (
        "swift-nio-ssl", .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        ["NIOSSL"]
    ),
    (
        "swift-certificates",
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"), ["X509"]
    ),
    ("jwt-kit", .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"), ["JWTKit"]),
    (
        "async-http-client",
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        ["AsyncHTTPClient"]
    ),
    (
        "swift-asn1", .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        ["SwiftASN1"]
    ),
]
let wanted = Set(rooms.filter { kept.contains($0.name) }.flatMap { $0.uses + $0.testUses })
    .union(isAsked("hagukumi") ? program : [])

let package = Package(
    name: "hagukumi",
    platforms: [.macOS(.v15)],
    // Libraries only for the nested package of benchmarks; nobody else builds on the rooms.
    products: rooms.filter { kept.contains($0.name) }
        .map { .library(name: $0.name, targets: [$0.name]) }
        + (isAsked("hagukumi") ? [.executable(name: "hagukumi", targets: ["hagukumi"])] : []),
    dependencies: pinned.filter { !$0.carries.isDisjoint(with: wanted) }.map(\.at),
    targets: targets
)
