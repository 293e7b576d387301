// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// A package of its own: whoever builds the house does not pay for its benchmarks.
///
/// A plain program instead of a benchmark plugin; docs/performance.md says why. Versions are those
/// of the root package.
let rooms = [
    "Vocabulary", "Scheme", "Vault", "NumberGate", "Formats", "Press", "Database", "Ledger",
    "Safeguards", "Addressee", "Town", "Simulation",
]

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "hagukumi-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "hagukumi", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CBareCairo", pkgConfig: "pangocairo"),
        .executableTarget(
            name: "bench",
            dependencies: rooms.map { .product(name: $0, package: "hagukumi") } + [
                "CBareCairo", .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        // Does nothing; its dependency has the program built beside `bench`, to be started by it.
        .executableTarget(
            name: "with-program",
            dependencies: [.product(name: "hagukumi", package: "hagukumi")],
            swiftSettings: strict),
    ]
)
