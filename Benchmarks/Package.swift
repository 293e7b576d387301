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
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    ],
    targets: [
        .systemLibrary(name: "CBareCairo", pkgConfig: "pangocairo"),
        .executableTarget(
            name: "bench",
            dependencies: rooms.map { .product(name: $0, package: "hagukumi") } + [
                "CBareCairo", .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        // Does nothing; its dependency has the program built beside `bench`, to be started by it.
        .executableTarget(
            name: "with-program",
            dependencies: [.product(name: "hagukumi", package: "hagukumi")],
            swiftSettings: strict),
    ]
)
