// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// Asks both systems at once and puts the answers together by 宛名番号.
enum PersonSearch {
    struct Found: Sendable {
        let person: ResidentSnapshot
        let isInCasework: Bool
        let isInRegister: Bool
        let entitlement: EntitlementState?
        /// What was typed is no beginning of the name or the 通称 of today.
        let isByFormerName: Bool
    }

    static func run(
        _ box: SearchBox, most: Int, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> (people: [Found], isCut: Bool) {
        let db = scope.db
        var numbers = [box.addressee].compactMap(\.self)
        if let number = box.recipientNumber {
            numbers += try FindChildren.recipientNumber(number, from: db)
        }
        if let receipt = box.receipt {
            numbers += try ApplicationBook.file(receipt: receipt, from: db).map { [$0.child] } ?? []
        }
        if let issue = box.issueNumber {
            numbers +=
                try CertificateBook.certificate(issueNumber: issue, from: db).map { [$0.child] }
                ?? []
        }
        var known: Set<AddresseeNumber> = []
        var people: [AddresseeNumber: ResidentSnapshot] = [:]
        // Who is found by what was typed of a name; whoever a number leads to has that number.
        var byName: Set<AddresseeNumber> = []
        if let query = box.query(limit: most + 1) {
            for person in try directory.search(query) { people[person.number] = person }
            byName.formUnion(people.keys)
            // Who has changed the name is known here by the old one. Where the register alone fills
            // the list, it has to be asked more narrowly anyway.
            if people.count <= most {
                let here = try PersonBook.numbers(query, from: db)
                known.formUnion(here)
                byName.formUnion(here)
                numbers += here.filter { people[$0] == nil }
            }
        }
        people.merge(try directory.persons(numbers)) { $1 }
        let asked = box.kana.map { KanaFold.searchKey($0) } ?? ""
        func isFormer(_ person: ResidentSnapshot) -> Bool {
            byName.contains(person.number) && !box.names(person)
        }
        // By the whole name, by the given name, by a former one: as System 2 fills a list.
        func rank(_ person: ResidentSnapshot) -> Int {
            if isFormer(person) { return 2 }
            return KanaFold.searchKey(person.kana).hasPrefix(asked) ? 0 : 1
        }
        let all = people.values.map { (rank($0), $0) }.sorted {
            ($0.0, $0.1.kana, $0.1.born, $0.1.number) < ($1.0, $1.1.kana, $1.1.born, $1.1.number)
        }.map(\.1)
        let shown = Array(all.prefix(most))
        let strands = try HistoryBook.strands(children: shown.map(\.number), from: db)
        known.formUnion(try PersonBook.latest(shown.map(\.number), from: db).keys)
        scope.saw(shown.map(\.number))
        scope.counted(shown.count)
        return (
            shown.map { person in
                Found(
                    person: person, isInCasework: known.contains(person.number),
                    isInRegister: true, entitlement: strands[person.number]?.last?.state,
                    isByFormerName: isFormer(person))
            }, all.count > most
        )
    }
}

extension SearchBox {
    /// Whether the names that were typed, if any, are the beginning of what the person is called now.
    fileprivate func names(_ person: ResidentSnapshot) -> Bool {
        let isRead = kana.map { NameKeys(kana: person.kana).begin(with: KanaFold.searchKey($0)) }
        let isWritten = name.map { name in
            [person.name, person.alias ?? ""]
                .contains { NameKeys(name: $0).begin(with: NameKey.searchKey(name)) }
        }
        return isRead ?? true && isWritten ?? true
    }
}
