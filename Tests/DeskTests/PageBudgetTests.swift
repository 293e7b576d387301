// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// What a page may cost: bytes for the line, statements for the database. Both must not grow with what
/// the office has stored.
@Suite("どの頁も、小さく、決まった数の問合せで出る", .serialized)
struct PageBudgetTests {
    /// Bytes of a page.
    static let largest = 150 * 1_024
    /// Statements of a page, its entries in both logs included.
    static let most = 110
    /// How often one statement may be sent for one page: more is a query in a loop.
    static let repeats = 8

    private static let isLarge = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    /// 3,200 persons in the large run: what grows with the office grows over every bound there.
    private static let families = isLarge ? 800 : 1

    @Test("職員が開けるどの頁も、150KBと問合せの上限の内にある")
    func everyPage() async throws {
        let town = try await HiddenTown(families: Self.families)
        let trace = try #require(town.bench.trace)
        var pages = 0
        var largest = (bytes: 0, page: "")
        for officer in Self.isLarge ? DeskBench.roles.map(\.officer) : ["kacho"] {
            let found = try await town.bench.browse(as: officer) { browser in
                var (pages, largest) = (0, (bytes: 0, page: ""))
                var waiting = Self.beginnings(town)
                var seen: [Route: Int] = [:]
                while let address = waiting.popLast() {
                    guard let route = Self.route(of: address), seen[route, default: 0] < 1 else {
                        continue
                    }
                    seen[route, default: 0] += 1
                    let opened = try await browser.get(address)
                    // The reason for the access, the way to it: only the page itself counts.
                    _ = trace.watch.takeSent()
                    let sight =
                        opened.status == 200 ? try await browser.get(address) : opened
                    let sent = trace.watch.takeSent()
                    guard sight.status == 200 else { continue }
                    PageCheck(officer).check(sight.text, at: address)
                    pages += 1
                    if sight.bytes.count > largest.bytes { largest = (sight.bytes.count, address) }
                    #expect(sight.bytes.count <= Self.largest, "\(officer) \(address)")
                    let all = sent.values.reduce(0, +)
                    #expect(all <= Self.most, "\(officer) \(address): \(all)文")
                    if let (sql, count) = sent.max(by: { $0.value < $1.value }),
                        count > Self.repeats
                    {
                        Issue.record("\(officer) \(address): 同じ文を\(count)回 \(sql.prefix(160))")
                    }
                    waiting += sight.text.matches(of: /href="(\/[^"#]*)"/).map {
                        String($0.1).replacing("&amp;", with: "&")
                    }
                }
                return (pages, largest)
            }
            pages += found.0
            if found.1.bytes > largest.bytes { largest = found.1 }
        }
        #expect(pages > 60)
        print(
            "soak: 頁の大きさ 世帯 \(Self.families)（\(Self.families * 4)人）、頁 \(pages)、最大 \(largest.bytes) バイト \(largest.page)"
        )
    }

    /// ADR 57: what the first page loads beside its HTML.
    private static let assets = ["/assets/desk.css": 38 * 1_024, "/assets/desk.js": 34 * 1_024]
    private static let allAssets = 72 * 1_024

    @Test("頁が読む様式・スクリプト・図は、決まった三つだけで、合わせて72KBの内にある")
    func assets() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kacho") { browser in
            for path in ["/", "/decisions", "/dashboard", "/statistics"] {
                let page = try await browser.get(path)
                #expect(page.bytes.count <= Self.largest, "\(path)")
                let loaded = HTMLTag.all(in: page.text).compactMap { tag -> String? in
                    switch tag.name {
                    case "link": tag["href"]
                    case "script", "img", "iframe", "source", "object": tag["src"] ?? tag.name
                    default: nil
                    }
                }.map { String($0.prefix { $0 != "?" }) }
                var sum = 0
                for asset in Set(loaded) {
                    let size = try await browser.get(asset).bytes.count
                    sum += size
                    if asset == "/assets/icon.svg" { continue }
                    let most = try #require(Self.assets[asset], "\(path) は \(asset) も読む")
                    #expect(size > 1_024 && size <= most, "\(asset): \(size)")
                }
                #expect(loaded.count >= 2 && sum <= Self.allAssets, "\(path): \(sum)")
            }
        }
    }

    private static func beginnings(_ town: HiddenTown) -> [String] {
        town.households.prefix(2).flatMap { one in
            Route.allCases.filter {
                $0.definition.method == .get && $0.definition.path.contains("/:person")
            }.map { $0.definition.path.replacing(":person", with: one.child.description) }
        }
            + Route.allCases.filter {
                $0.definition.method == .get && !$0.definition.path.contains(":")
                    && $0.definition.access != .open
            }.map { $0.definition.path }
    }

    private static func route(of address: String) -> Route? {
        let path = String(address.prefix { $0 != "?" })
        return Route.allCases.first {
            $0.definition.method == .get && $0.definition.access != .open
                && RouteBook.match(path, $0.definition.path) != nil
        }
    }
}
