// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Office
import Safeguards
import Scheme
import Simulation
import Support
import Testing
import Vocabulary

/// G-12, X18: every letter of a town's year is read from its PDF again by another program (poppler)
/// and compared with the books.
@Suite("通知の読み返し（G-12）")
struct LetterRereadTests {
    /// The pages of one envelope, in the order of the file, without white space.
    struct Paper {
        var pages: [(number: Int, of: Int, text: String)] = []

        var text: String { pages.map(\.text).joined() }
    }

    static var isSoak: Bool { ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" }

    @Test(
        "PDFから読み返した通知は、1通ずつ台帳と等しく、宛先は1通に一人・一か所だけである",
        .measure("R-10", "R-102"))
    func reread() throws {
        let year =
            Self.isSoak
            ? try PlayedTown.Year(people: 16_000, seed: 7) : try PlayedTown.small.get()
        let office = year.result.office
        let papers = try Self.papers(in: year.town.appendingPathComponent("out/letters"))
        let check = try Self.check(office, papers)
        for problem in check.problems.prefix(20) { Issue.record("\(problem)") }
        #expect(check.problems.isEmpty, "\(check.problems.count)")
        #expect(check.letters >= (Self.isSoak ? 5_000 : 100), "\(check.letters)通")
        // What the books know and what lies on paper are the same envelopes.
        #expect(Set(papers.keys) == check.known)
        #expect(check.moved * 5 < check.letters, "移った人あて \(check.moved)通")
        print("reread: \(check.letters) letters, \(check.moved) to people who moved since")
    }

    /// What comparing found.
    struct Check {
        var letters = 0
        /// To people of whom the register learned something after the letter.
        var moved = 0
        var known: Set<String> = []
        var problems: [String] = []
    }

    /// An officer may read only so many persons a day, so the town is shared out among several.
    static func check(_ office: Installation, _ papers: [String: Paper]) throws -> Check {
        let readers = isSoak ? 16 : 1
        var check = Check()
        for reader in 0..<readers {
            try Self.check(office, papers, reader: reader, of: readers, &check)
        }
        return check
    }

    private static func check(
        _ office: Installation, _ papers: [String: Paper], reader: Int, of readers: Int,
        _ check: inout Check
    ) throws {
        let officer = Principal(
            officer: "u\(reader + 1)", name: "検証", roles: [.head], session: "test\(reader)",
            terminal: "T1")
        let letters = office.book.letters
        func isMine(_ recipient: AddresseeNumber) -> Bool {
            Int(recipient.value / 10) % readers == reader
        }
        try office.casework.perform(.viewPostings, by: officer, for: .benefit) { scope in
            let registered = try LetterRegister.newest(limit: .max, from: scope.db)
                .filter { isMine($0.recipient) }
            let certificates = try CertificateBook.certificates(
                children: nil, from: scope.db
            ).values.flatMap(\.self).filter { isMine($0.recipient) }
            let numbers = Set(
                registered.flatMap { [$0.recipient] + ($0.order?.children ?? []) }
                    + certificates.flatMap { [$0.recipient, $0.child] })
            let people = try office.directory.persons(Array(numbers))
            scope.saw(numbers)
            for letter in registered {
                guard let order = letter.order else {
                    check.problems.append("\(letter.envelope): 内容を読めません")
                    continue
                }
                let wording = try letters.wording(letter.kind, on: letter.datedOn).wording
                let words = try wording.filled(order.values, parts: order.parts) {
                    people[$0]?.name
                }
                compare(
                    letter.envelope, papers, to: people[letter.recipient],
                    about: order.children.compactMap { people[$0] }, at: letter.issuedAt,
                    words: words.lines + [Wareki.text(letter.datedOn)]
                        + (letter.documentNumber.isEmpty ? [] : [letter.documentNumber]),
                    &check)
            }
            for certificate in certificates {
                let periods = [certificate.periods.outpatient, certificate.periods.inpatient]
                    .compactMap(\.self).map {
                        Wareki.text($0.from) + "から" + ($0.lastDay.map(Wareki.text) ?? "") + "まで"
                    }
                compare(
                    "C-\(certificate.issueNumber)", papers, to: people[certificate.recipient],
                    about: [people[certificate.child]].compactMap(\.self),
                    at: Instant(noonInJapan: certificate.issuedOn),
                    words: periods + [
                        certificate.recipientNumber, certificate.issueNumber,
                        people[certificate.child]?.name ?? "",
                    ], &check)
            }
        }
    }

    private static func compare(
        _ envelope: String, _ papers: [String: Paper], to person: ResidentSnapshot?,
        about others: [ResidentSnapshot], at moment: Instant, words: [String], _ check: inout Check
    ) {
        check.known.insert(envelope)
        func problem(_ words: String) { check.problems.append("\(envelope): \(words)") }
        guard let paper = papers[envelope] else { return problem("印刷されていません") }
        guard let person else { return problem("宛先の人がいません") }
        check.letters += 1
        let count = paper.pages.count
        if paper.pages.map(\.number) != Array(1...count)
            || paper.pages.contains(where: { $0.of != count })
        {
            problem("ページ \(paper.pages.map(\.number)) がそろっていません")
        }
        let text = paper.text
        // Of whom the register has learned something since, the paper may differ from it now.
        let isNewer = ([person] + others).contains { $0.asOf.seconds(until: moment) < 0 }
        if isNewer { check.moved += 1 }
        let addresses = text.components(separatedBy: "〒").count - 1
        let isPostal = person.postalCode.count == 7
        if addresses > 1 || (!isNewer && addresses != (isPostal ? 1 : 0)) {
            problem("宛先が\(addresses)か所あります")
        }
        let code = person.postalCode
        let address =
            (code.count == 7 ? "〒\(code.prefix(3))-\(code.suffix(4))" : "") + person.address
            + person.building + person.name + "様"
        let isMarked = text.contains("要確認")
        if !isNewer, !isMarked, !text.contains(plain(address)) { problem("宛先が台帳と違います") }
        for line in words where !isNewer && !isMarked && !text.contains(plain(line)) {
            problem("「\(line)」がありません")
        }
    }

    /// Without white space: where words stand is the layout's business.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{0C}" }))
    }

    /// Every PDF of a folder, page by page, by the envelope that each page names.
    static func papers(in folder: URL) throws -> [String: Paper] {
        var papers: [String: Paper] = [:]
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "pdf" }.sorted { $0.path < $1.path }
        try #require(!files.isEmpty)
        for file in files {
            let pages = try text(of: file).split(
                separator: "\u{0C}", omittingEmptySubsequences: true)
            var before: String?
            for page in pages {
                let words = plain(String(page))
                guard let mark = words.range(of: "封筒番号", options: .backwards) else { continue }
                let foot = words[mark.upperBound...]
                let envelope = String(
                    foot.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
                let (name, number, of) = try split(envelope, foot)
                // The pages of an envelope lie together.
                if before != name, papers[name] != nil {
                    Issue.record("\(name) が別々の場所にあります")
                }
                papers[name, default: Paper()].pages.append((number, of, words))
                before = name
            }
        }
        return papers
    }

    /// `N-2025-0000001` and the count behind it, `1/2ページ`: without spaces they touch one another.
    private static func split(
        _ envelope: String, _ foot: Substring
    ) throws -> (String, Int, Int) {
        let parts = envelope.split(separator: "-")
        try #require(parts.count == 3, "\(foot.prefix(40))")
        let name = "\(parts[0])-\(parts[1])-\(parts[2].prefix(7))"
        let rest = foot.dropFirst(name.count)
        let numbers = rest.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        try #require(numbers.count == 2, "\(foot.prefix(40))")
        return (name, numbers[0], numbers[1])
    }

    private static func text(of file: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-raw", file.path, "-"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
