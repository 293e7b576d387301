// SPDX-License-Identifier: Apache-2.0

/// What a handler answers.
enum Answer: Sendable {
    case page(Page)
    /// Look there: a POST was carried out. A second press of the same form leads there again
    /// (`Visit.remember`).
    case seeOther(String, cookies: [String] = [])
    /// Look there: nothing was carried out, and the same form may come again — a question and its
    /// list, a step of a draft, from codes to screens.
    case onward(String)
    /// A few words for the script of the page.
    case words(String)
    /// A paper in the browser's window; never saved by it.
    case pdf([UInt8], name: String)
    /// What an applicant attached, shown in the browser's window; never saved by it.
    case picture([UInt8], type: String)
    /// A file to be saved: what has an operation of its own for leaving the office. A second press of its
    /// form leads to `landing`, not to a second file.
    case attachment([UInt8], name: String, landing: String? = nil)
    /// A piece of a page for its script; `isFinished` lets the page load itself anew.
    case fragment(String, any PageModel, isFinished: Bool)
    /// An asset of the program.
    case asset([UInt8], type: String)
}
