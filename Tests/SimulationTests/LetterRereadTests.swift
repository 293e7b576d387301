// SPDX-License-Identifier: Apache-2.0
import Addressee
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
        // Nearly all are compared with what the register said when they were printed.
        #expect(check.exempt * 20 <= check.letters, "比べられない \(check.exempt)通")
        print(
            "soak: 通知 \(check.letters)通を発行の時の台帳と比べ、差 \(check.problems.count)。その後に動いた人あて \(check.moved)、印字できない文字のほかを比べた \(check.marked)、比べられない \(check.exempt)"
        )
    }

    /// What comparing found.
    struct Check {
        var letters = 0
        /// About people of whom the register learned something after the letter: compared with what
        /// it said before.
        var moved = 0
        /// With characters that cannot be printed: the rest is compared.
        var marked = 0
        /// Nothing says any more how the register knew somebody when the letter was printed.
        var exempt = 0
        var known: Set<String> = []
        var problems: [String] = []
    }

    /// One person as a letter names them.
    private struct Named {
        let name: String
        let postalCode: String
        let address: String

        init(_ person: ResidentSnapshot) {
            name = person.name
            postalCode = person.postalCode
            address = person.address + person.building
        }

        init(_ fact: Resident) {
            name = fact.name
            postalCode = fact.postalCode
            address = fact.address + fact.building
        }

        /// What stands in the window.
        var window: String {
            (postalCode.count == 7 ? "〒\(postalCode.prefix(3))-\(postalCode.suffix(4))" : "")
                + address + name + "様"
        }
    }

    /// The register as it is, and as it was.
    private struct Register {
        let now: [AddresseeNumber: ResidentSnapshot]
        /// What was recorded of residents, in the order of the changes.
        let histories: [AddresseeNumber: [Resident]]

        /// - Parameter dates: who is asked for as of when.
        init(
            _ numbers: Set<AddresseeNumber>, asOf dates: [(AddresseeNumber, Instant)],
            _ office: Installation
        ) throws {
            let people = try office.directory.persons(Array(numbers))
            let changed = Set(
                dates.filter { number, moment in (people[number]?.asOf ?? moment) > moment }
                    .map(\.0))
            now = people
            histories = try office.addressee.perform(
                .answerAddressee, by: .machine("casework"), for: .registration
            ) { scope in
                try changed.sorted().reduce(into: [:]) {
                    $0[$1] = try ResidentBook.history(of: $1, in: scope)
                }
            }
        }

        func isNewer(_ number: AddresseeNumber, than moment: Instant) -> Bool {
            now[number].map { $0.asOf > moment } ?? false
        }

        /// Everybody as the register knew them at a moment; `nil` where nothing says that of one.
        func view(
            of numbers: [AddresseeNumber], at moment: Instant
        ) -> [AddresseeNumber: Named]? {
            var found: [AddresseeNumber: Named] = [:]
            for number in numbers {
                guard let person = now[number] else { continue }
                if person.asOf <= moment {
                    found[number] = Named(person)
                } else if let fact = histories[number]?.last(where: { $0.recordedAt <= moment }) {
                    found[number] = Named(fact)
                } else {
                    return nil
                }
            }
            return found
        }
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
            var dates: [(AddresseeNumber, Instant)] = []
            for letter in registered {
                let people = [letter.recipient] + (letter.order?.children ?? [])
                dates += people.map { ($0, letter.issuedAt) }
            }
            for card in certificates {
                dates += [card.recipient, card.child].map { ($0, moments(of: card.issuedOn)[0]) }
            }
            let numbers = Set(dates.map(\.0))
            let register = try Register(numbers, asOf: dates, office)
            scope.saw(numbers)
            for letter in registered {
                guard let order = letter.order else {
                    check.problems.append("\(letter.envelope): 内容を読めません")
                    continue
                }
                let wording = try letters.wording(letter.kind, on: letter.datedOn).wording
                try compare(
                    letter.envelope, papers, to: letter.recipient, about: order.children,
                    at: [letter.issuedAt], register, &check
                ) { people in
                    try wording.filled(order.values, parts: order.parts) { people[$0]?.name }.lines
                        + [Wareki.text(letter.datedOn), letter.documentNumber]
                }
            }
            for certificate in certificates {
                let periods = [certificate.periods.outpatient, certificate.periods.inpatient]
                    .compactMap(\.self).map {
                        Wareki.text($0.from) + "から" + ($0.lastDay.map(Wareki.text) ?? "") + "まで"
                    }
                try compare(
                    "C-\(certificate.issueNumber)", papers, to: certificate.recipient,
                    about: [certificate.child], at: moments(of: certificate.issuedOn), register,
                    &check
                ) { people in
                    periods + [
                        certificate.recipientNumber, certificate.issueNumber,
                        people[certificate.child]?.name ?? "",
                    ]
                }
            }
        }
    }

    /// A certificate knows the day alone: what the register said in the morning of it, at noon or at
    /// its end.
    private static func moments(of day: CivilDate) -> [Instant] {
        let noon = Instant(noonInJapan: day)
        return [noon.adding(seconds: -43_200), noon, noon.adding(seconds: 43_199)]
    }

    /// - Parameter words: what the letter says about people known like this.
    private static func compare(
        _ envelope: String, _ papers: [String: Paper], to recipient: AddresseeNumber,
        about others: [AddresseeNumber], at moments: [Instant], _ register: Register,
        _ check: inout Check, words: ([AddresseeNumber: Named]) throws -> [String]
    ) throws {
        check.known.insert(envelope)
        guard let paper = papers[envelope] else {
            check.problems.append("\(envelope): 印刷されていません")
            return
        }
        guard register.now[recipient] != nil else {
            check.problems.append("\(envelope): 宛先の人がいません")
            return
        }
        check.letters += 1
        let count = paper.pages.count
        if paper.pages.map(\.number) != Array(1...count)
            || paper.pages.contains(where: { $0.of != count })
        {
            check.problems.append(
                "\(envelope): ページ \(paper.pages.map(\.number)) がそろっていません")
        }
        let everybody = [recipient] + others
        if everybody.contains(where: { register.isNewer($0, than: moments[moments.count - 1]) }) {
            check.moved += 1
        }
        let text = paper.text
        if text.contains("要確認") { check.marked += 1 }
        var found: [[String]] = []
        for moment in moments {
            guard let people = register.view(of: everybody, at: moment),
                let person = people[recipient]
            else { continue }
            let differing = Self.problems(of: text, to: person, try words(people))
            if differing.isEmpty { return }
            found.append(differing)
        }
        guard let first = found.first else {
            check.exempt += 1
            return
        }
        check.problems += first.map { "\(envelope): \($0)" }
    }

    private static func problems(
        of text: String, to person: Named, _ words: [String]
    ) -> [String] {
        var found: [String] = []
        let addresses = text.components(separatedBy: "〒").count - 1
        if addresses != (person.postalCode.count == 7 ? 1 : 0) {
            found.append("宛先が\(addresses)か所あります")
        }
        let drawn = text.contains("要確認") ? Set(text.unicodeScalars) : nil
        if !stands(person.window, in: text, drawn) { found.append("宛先が台帳と違います") }
        for line in words where !line.isEmpty && !stands(line, in: text, drawn) {
            found.append("「\(line)」がありません")
        }
        return found
    }

    /// Whether a line stands on the paper. On a page with characters that cannot be printed, what
    /// stands between them is compared.
    ///
    /// - Parameter drawn: the characters that were drawn; `nil` where all were.
    private static func stands(
        _ line: String, in text: String, _ drawn: Set<Unicode.Scalar>?
    ) -> Bool {
        let line = plain(line)
        guard let drawn else { return text.contains(line) }
        return line.unicodeScalars.split { !drawn.contains($0) }.allSatisfy {
            text.range(of: String(String.UnicodeScalarView($0)), options: .literal) != nil
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
