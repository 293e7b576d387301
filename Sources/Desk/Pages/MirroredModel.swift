// SPDX-License-Identifier: Apache-2.0
import Mustache

/// A model of a page with its names in a dictionary. Left alone, Mustache mirrors the whole value
/// again for each name in a template, and every model around it: half of a page's time.
final class MirroredModel: MustacheParent {
    private let children: [String: Any]

    init(_ model: any PageModel) {
        var children: [String: Any] = [:]
        for child in Mirror(reflecting: model).children {
            guard let name = child.label, let value = Self.plain(child.value) else { continue }
            children[name] = value
        }
        self.children = children
    }

    func child(named name: String) -> Any? { children[name] }

    /// Texts, numbers, truth values, models of pages and lists of them; nothing else may reach a
    /// template, which can print every stored property of a value, private ones too.
    private static func plain(_ value: Any) -> Any? {
        switch value {
        case let text as String: return text
        case let flag as Bool: return flag
        case let number as Int: return number
        case let number as Int64: return number
        case let model as any PageModel: return MirroredModel(model)
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            guard let known = mirror.children.first else { return Absent() }
            return plain(known.value)
        case .collection: return mirror.children.compactMap { plain($0.value) }
        default:
            assertionFailure("\(type(of: value)): only plain values may reach a template")
            return nil
        }
    }
}

/// A value that is `nil`: nothing is printed and no section opens, and the name is not looked for in the
/// models around, where another value may bear it.
private struct Absent: MustacheCustomRenderable {
    let renderText = ""
    let isNull = true
}
