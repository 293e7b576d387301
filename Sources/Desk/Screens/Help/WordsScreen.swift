// SPDX-License-Identifier: Apache-2.0
import Reports

/// The doors of the help: 用語 (searched by kana or word), and the licences of what comes with the
/// program.
enum WordsScreen {
    struct Body: PageModel {
        struct Row: PageModel {
            let word: String
            let reading: String
            let meaning: String
            let screen: String
            /// `nil` where this officer may not open it.
            let href: String?
        }

        let action: String
        let fields: [FormField]
        let rows: [Row]
        let count: String
        let isNone: Bool
        let licences: String
    }

    static func show(_ visit: Visit) throws -> Answer {
        let found = try Words.read().found(visit.query["q"])
        let body = Body(
            action: Route.words.path(),
            fields: [
                .text("q", "言葉かよみ", visit.query, hint: "かな・カナ・漢字。一部でも探せます", size: "middle")
            ],
            rows: found.map { word in
                Body.Row(
                    word: word.word, reading: word.reading, meaning: word.meaning,
                    screen: word.screen.map { "\($0.rawValue) \($0.title)" } ?? "",
                    href: word.screen?.entry.flatMap { visit.mayEnter($0) ? $0.path() : nil })
            }, count: Say.count(found.count), isNone: found.isEmpty,
            licences: Route.licences.path())
        return .page(
            Page(
                "words/words", "用語", crumbs: [.home],
                keys: [.send("F5", "探す", form: "words-form", isMain: true)], body: body))
    }
}

/// 部品・字体・データのライセンス: what others made of what runs here, from the tables of `Reports/Parts`.
enum LicenceScreen {
    struct Body: PageModel {
        struct Group: PageModel {
            let title: String
            let rows: [Row]
        }
        struct Row: PageModel {
            let name: String
            let version: String
            let licence: String
            let origin: String
        }

        let groups: [Group]
        let words: String
    }

    static func show(_ visit: Visit) throws -> Answer {
        let parts = Dictionary(
            uniqueKeysWithValues: try PartsCatalogue.parts().map { ($0.name, $0) })
        let licences = try PartsCatalogue.licences()
        let body = Body(
            groups: Licence.Kind.allCases.map { kind in
                Body.Group(
                    title: title(kind),
                    rows: licences.filter { $0.kind == kind }.map { one in
                        let part = parts[one.name]
                        return Body.Row(
                            name: one.name, version: part?.version ?? "", licence: one.licence,
                            origin: [part?.origin ?? "", one.notice].filter { !$0.isEmpty }
                                .joined(separator: "　"))
                    })
            }, words: Route.words.path())
        return .page(
            Page("words/licences", "部品・字体・データのライセンス", crumbs: [.home], body: body))
    }

    private static func title(_ kind: Licence.Kind) -> String {
        switch kind {
        case .swift: "組み込んだ部品"
        case .system: "基本ソフトの部品（版は基本ソフトで決まる）"
        case .font: "字体"
        case .data: "データの表"
        }
    }
}
