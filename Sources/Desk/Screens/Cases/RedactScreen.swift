// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 書類の黒塗り: places of pages by hundredths, with the page beside; what is kept is made of pixels.
enum RedactScreen {
    struct Body: PageModel {
        let pages: [Sheet]
        let action: String
        let groups: [FieldGroup]
        let fields: [FormField]
        let count: Int
    }

    struct Sheet: PageModel {
        let number: Int
        let picture: String
    }

    /// How many places a form has.
    private static let places = 6
    private static let mostPages = 20

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// One page of the original, for whoever may black it out.
    static func picture(_ visit: Visit) async throws -> Answer {
        guard visit.may(.redactPaper), let number = Int(visit.parameters["pagenumber"] ?? "")
        else { throw DeskRefusal.notFound }
        let id = try visit.id("casepaper")
        let office = visit.installation
        do {
            let opened = try await visit.perform { scope in
                try OpenPaper.original(id, store: office.papers, in: scope)
            }
            guard (1...opened.paper.pageCount).contains(number) else { throw DeskRefusal.notFound }
            let png = try await visit.desk.threads.run {
                try office.settings.paperPress.page(number, of: opened.bytes, opened.media)
            }
            return .picture(png, type: "image/png")
        } catch CaseRefusal.unknownPaper, CaseRefusal.paperVoided {
            throw DeskRefusal.notFound
        }
    }

    static func redact(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("casepaper")
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        let ground = reading.text("ground", orElse: "黒塗りの理由を入力してください。")
        let areas = areas(&reading)
        if areas.isEmpty, reading.isRight { reading.wrong("page-1", "黒塗りの場所を一つは入力してください。") }
        guard reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        do {
            let opened = try await visit.perform(.viewPapers) { scope in
                try OpenPaper.original(id, store: office.papers, in: scope)
            }
            let burnt = try await visit.desk.threads.run {
                try office.settings.paperPress.burn(areas, into: opened.bytes, opened.media)
            }
            try await visit.perform { scope in
                try RedactPaper.perform(
                    id, areas: areas, ground: ground, burnt: burnt, store: office.papers,
                    in: scope)
            }
            return visit.carriedOut(
                Route.casePapers.path(opened.paper.subject) + "?done=paperredacted")
        } catch let refusal as CaseRefusal {
            guard refusal != .unknownPaper else { throw DeskRefusal.notFound }
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static func areas(_ reading: inout FormReading) -> [BlackArea] {
        var areas: [BlackArea] = []
        for place in 1...places {
            let names = ["page", "left", "top", "right", "bottom"].map { "\($0)-\(place)" }
            let typed = names.map { IntakeForm.digits(reading.typed[$0]) }
            if typed.dropFirst().allSatisfy(\.isEmpty) { continue }
            let numbers = typed.map { Double($0) }
            guard let page = Int(typed[0]), let left = numbers[1], let top = numbers[2],
                let right = numbers[3], let bottom = numbers[4],
                let area = try? BlackArea(
                    page: page, left: left, top: top, right: right, bottom: bottom)
            else {
                reading.wrong(names[0], "\(place)番目：\(CaseRefusal.wrongArea.message)")
                continue
            }
            areas.append(area)
        }
        return areas
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        guard visit.may(.redactPaper) else { throw DeskRefusal.notFound }
        let id = try visit.id("casepaper")
        let paper = try await visit.perform(.viewPapers) { scope in
            let paper = try CasePaperBook.paper(id, from: scope.db)
            if let paper { scope.saw(paper.subject) }
            return paper
        }
        guard let paper, paper.voidReason == nil else { throw DeskRefusal.notFound }
        var typed = visit.form
        for place in 1...places where !typed.has("page-\(place)") {
            typed.set("page-\(place)", "1")
        }
        return Page(
            "cases/redact", "書類の黒塗り",
            crumbs: [.home, Crumb("書類", Route.casePapers.path(paper.subject))],
            keys: [.send("F12", "黒塗りする", form: "redact-form", isMain: true)],
            problems: problems,
            body: Body(
                pages: (1...min(paper.pageCount, mostPages)).map {
                    Sheet(number: $0, picture: Route.paperPage.path(paper.id, $0))
                }, action: Route.redactPaper.path(paper.id),
                groups: (1...places).map { group($0, typed, problems) },
                fields: [
                    FormField.text(
                        "ground", "黒塗りの理由（記録されます）", typed, hint: "第三者の情報、支援措置など", size: "long",
                        isRequired: true
                    ).checked(problems)
                ], count: paper.redactions))
    }

    /// The questions about one place.
    private static func group(
        _ place: Int, _ typed: Typed, _ problems: [FormProblem]
    ) -> FieldGroup {
        let asked = [("page", "ページ"), ("left", "左"), ("top", "上"), ("right", "右"), ("bottom", "下")]
        return FieldGroup(
            title: "\(place)番目の場所", lead: nil,
            fields: asked.map { name, label in
                FormField.code("\(name)-\(place)", label, typed, digits: 0).checked(problems)
            })
    }
}
