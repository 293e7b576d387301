// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Support
import Testing

@testable import AddresseeService

@Suite("OpenAPI 文書")
struct DocumentTests {
    private func document() throws -> [String: Any] {
        let data = Data(try AddresseeService.document())
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func operations() throws -> [String: [String: Any]] {
        var found: [String: [String: Any]] = [:]
        let paths = try #require(try document()["paths"] as? [String: [String: [String: Any]]])
        for (path, methods) in paths {
            for (method, operation) in methods {
                found["\(method.uppercased()) \(path)"] = operation
            }
        }
        return found
    }

    @Test("文書の操作は、受付の表の操作と一つずつ対応する")
    func routes() throws {
        let operations = try operations()
        #expect(
            Set(operations.keys)
                == Set(ServiceRoute.allCases.map { "\($0.method.rawValue) \($0.path)" }))
        for route in ServiceRoute.allCases {
            let operation = try #require(operations["\(route.method.rawValue) \(route.path)"])
            #expect(operation["operationId"] as? String == route.rawValue)
            let security = operation["security"] as? [[String: [String]]]
            #expect(security?.first?["oauth2"]?.first == route.scope, "\(route)")
        }
        #expect(try document()["openapi"] as? String == "3.1.0")
    }

    @Test("要求の項目・型・必須は、読む側の表と同じで、ほかの項目を許さない")
    func bodies() throws {
        let operations = try operations()
        for route in ServiceRoute.allCases where !route.body.isEmpty {
            let operation = try #require(operations["\(route.method.rawValue) \(route.path)"])
            let request = operation["requestBody"] as? [String: Any]
            let content = request?["content"] as? [String: [String: [String: Any]]]
            let schema = try #require(content?["application/json"]?["schema"])
            let properties = try #require(schema["properties"] as? [String: [String: Any]])
            #expect(Set(properties.keys) == Set(route.body.map(\.name)), "\(route)")
            #expect(schema["additionalProperties"] as? Bool == false)
            let required = Set(schema["required"] as? [String] ?? [])
            #expect(required == Set(route.body.filter(\.isRequired).map(\.name)), "\(route)")
            for item in route.body {
                let type = properties[item.name]?["type"] as? String
                #expect(type == item.kind.type, "\(route) \(item.name)")
                switch item.kind {
                case .integer, .texts, .message: continue
                case .text(let longest), .words(let longest):
                    let stated = properties[item.name]?["maxLength"] as? Int
                    #expect(stated == longest, "\(route) \(item.name)")
                }
            }
        }
    }

    @Test("スコープは 業務ID:資源:操作 の形で、文書にすべて載る")
    func scopes() throws {
        let components = try document()["components"] as? [String: Any]
        let schemes = components?["securitySchemes"] as? [String: [String: Any]]
        let flows = schemes?["oauth2"]?["flows"] as? [String: [String: Any]]
        let listed = flows?["clientCredentials"]?["scopes"] as? [String: String]
        let scopes = ServiceRoute.allCases.compactMap(\.scope)
        #expect(Set(listed?.keys.map(\.self) ?? []) == Set(scopes))
        for scope in scopes {
            #expect(
                scope.wholeMatch(of: /[0-9]{3}:[A-Za-z0-9_\/]+:(Create|Read|Update|Delete)/) != nil)
        }
    }

    @Test("情報提供の操作は一つもない", .measure("R-20", "R-33", "R-70"))
    func noProvision() {
        for route in ServiceRoute.allCases {
            for word in ["provide", "provision", "teikyo"] {
                #expect(!route.path.lowercased().contains(word))
                #expect(!route.rawValue.lowercased().contains(word))
            }
        }
    }
}
