// SPDX-License-Identifier: Apache-2.0
import Office

/// A value made for a template: texts, numbers, truth values and lists of the same, already masked.
/// A template can print whatever a value stores, so nothing else is ever handed to one. A value that is
/// `nil` is nothing in its template; only a name that a model has not at all is looked for in the models
/// around it.
protocol PageModel: Sendable {}

/// One page of a screen, before the frame is put around it.
struct Page: Sendable {
    /// `persons/person`: a file under `Templates/`.
    let template: String
    var heading: String
    var crumbs: [Crumb] = []
    var keys: [Key] = []
    var problems: [FormProblem] = []
    var message: Banner?
    var status = 200
    /// Where it is not the one that answers: its screen and its help are the page's.
    var route: Route?
    var cookies: [String] = []
    /// What came of a file that is gone: drawn anew it would be lost.
    var isOfFile = false
    /// What was typed into a form of the page and goes back into it.
    var refill: Refill?
    /// The key of its forms, where it shows again one that may have been carried out; else a new one.
    var once: String?
    var body: any PageModel

    init(
        _ template: String, _ heading: String, crumbs: [Crumb] = [], keys: [Key] = [],
        problems: [FormProblem] = [], message: Banner? = nil, status: Int = 200,
        body: any PageModel = NoBody()
    ) {
        self.template = template
        self.heading = heading
        self.crumbs = crumbs
        self.keys = keys
        self.problems = problems
        self.message = message
        self.status = problems.isEmpty ? status : 422
        self.body = body
    }
}

/// A page whose template says everything.
struct NoBody: PageModel {}

/// One step of the way from home to the page.
struct Crumb: PageModel {
    let label: String
    let href: String

    init(_ label: String, _ href: String) {
        self.label = label
        self.href = href
    }
}

/// One key of the bar at the bottom, with its visible button.
struct Key: PageModel {
    let key: String
    let label: String
    /// The address of a link; `nil` for a button.
    let href: String?
    /// The id of the form that a button sends.
    let form: String?
    /// What the form is told with it, where a form has several buttons.
    let act: String?
    let isMain: Bool

    /// `prev` or `next`: it turns to the record or the page before or after. At the end of a page PgDn and
    /// PgUp turn by these keys only; what merely stands on F7 or F8 may lead anywhere.
    let turn: String?

    /// What stands on the cap of the key.
    let cap: String

    /// Where it stands in the bar.
    var order: Int {
        let isShifted = key.hasPrefix("Shift+")
        let name = isShifted ? key.dropFirst(6) : key[...]
        guard name.first == "F", let number = Int(name.dropFirst()) else { return 99 }
        return number + (isShifted ? 12 : 0)
    }

    /// The same action on the key of this installation.
    func on(_ table: KeyTable) -> Key {
        Key(
            key: table.key(of: key), label: label, href: href, form: form, act: act, isMain: isMain,
            turn: turn)
    }

    private init(
        key: String, label: String, href: String?, form: String?, act: String?, isMain: Bool,
        turn: String? = nil
    ) {
        self.key = key
        self.label = label
        self.href = href
        self.form = form
        self.act = act
        self.isMain = isMain
        self.turn = turn
        cap = key == "Escape" ? "Esc" : key
    }

    /// A key that opens an address.
    static func link(_ key: String, _ label: String, _ href: String) -> Key {
        Key(key: key, label: label, href: href, form: nil, act: nil, isMain: false)
    }

    /// F7, which turns to the record or the page before.
    static func before(_ label: String, _ href: String) -> Key {
        Key(key: "F7", label: label, href: href, form: nil, act: nil, isMain: false, turn: "prev")
    }

    /// F8, which turns to the record or the page after.
    static func after(_ label: String, _ href: String) -> Key {
        Key(key: "F8", label: label, href: href, form: nil, act: nil, isMain: false, turn: "next")
    }

    /// A key that sends a form.
    static func send(
        _ key: String, _ label: String, form: String, act: String? = nil, isMain: Bool = false
    ) -> Key {
        Key(key: key, label: label, href: nil, form: form, act: act, isMain: isMain)
    }
}

/// A message on the page: what was done, or what to look at.
struct Banner: PageModel {
    enum Level: String, Sendable { case success, warning, info, error }

    let level: String
    let title: String
    let lines: [String]

    init(_ level: Level, _ title: String, _ lines: [String] = []) {
        self.level = level.rawValue
        self.title = title
        self.lines = lines
    }
}

/// What is wrong with a field, or with the form as a whole.
struct FormProblem: PageModel {
    /// `#name`, or `#main` where it concerns the whole form.
    let href: String
    let message: String

    init(_ field: String?, _ message: String) {
        href = "#" + (field ?? "main")
        self.message = message
    }

    /// The field it is about; `nil` for the whole form.
    var field: String? { href == "#main" ? nil : String(href.dropFirst()) }
}

/// A word about a person or a case that must not be overlooked.
struct Flag: PageModel {
    enum Weight: String, Sendable { case stop, warn, good, plain }

    let word: String
    let weight: String

    init(_ word: String, _ weight: Weight) {
        self.word = word
        self.weight = weight.rawValue
    }
}

/// A label with its value in a description list.
struct Item: PageModel {
    let label: String
    let value: String

    init(_ label: String, _ value: String?) {
        self.label = label
        self.value = value.flatMap { $0.isEmpty ? nil : $0 } ?? "—"
    }

    /// A hidden field of a form: the value as it is, also where it is empty.
    init(hidden label: String, _ value: String) {
        self.label = label
        self.value = value
    }
}
