// Prints src/typed/structs.json: the Go structs into which kubectl decodes objects, field by field in their order, and the kinds
// that it knows.
//
//	cd test/cluster && GOFLAGS=-mod=mod go run ./types > ../../src/typed/structs.json
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubectl/pkg/scheme"
)

var unmarshaler = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()

// The structs by the name that kubectl's messages have for them; where two share it, one more word of their package is added.
var names = map[reflect.Type]string{}

func main() {
	kinds := map[string][]string{}
	structs := map[reflect.Type]bool{}
	for gvk, t := range scheme.Scheme.AllKnownTypes() {
		if gvk.Version == "__internal" || strings.HasSuffix(gvk.Kind, "Options") || gvk.Kind == "WatchEvent" {
			continue
		}
		group := gvk.GroupVersion().String()
		kinds[group] = append(kinds[group], gvk.Kind)
		if isWanted(group) {
			collect(t, structs)
		}
	}
	nameAll(structs)
	lines := []string{}
	for t := range structs {
		lines = append(lines, line(t))
	}
	sort.Strings(lines)
	groups := []string{}
	for group, words := range kinds {
		sort.Strings(words)
		for i, kind := range words {
			t := scheme.Scheme.AllKnownTypes()[gvk(group, kind)]
			if names[t] != base(group)+"."+kind {
				words[i] = kind + ":" + names[t]
			}
		}
		groups = append(groups, group+" "+strings.Join(words, " "))
	}
	sort.Strings(groups)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(map[string]any{"kinds": groups, "structs": lines}); err != nil {
		panic(err)
	}
}

func base(group string) string { return group[strings.LastIndex(group, "/")+1:] }

// Stable versions, and older ones of the kinds that set can change; of all others the name is enough.
func isWanted(group string) bool {
	if !strings.Contains(base(group), "alpha") && !strings.Contains(base(group), "beta") {
		return true
	}
	switch group[:strings.LastIndex(group, "/")] {
	case "apps", "batch", "extensions", "rbac.authorization.k8s.io":
		return true
	}
	return false
}

func isCustom(t reflect.Type) bool { return reflect.PointerTo(t).Implements(unmarshaler) }

func collect(t reflect.Type, into map[reflect.Type]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || into[t] || isCustom(t) {
		return
	}
	into[t] = true
	for i := 0; i < t.NumField(); i++ {
		collect(t.Field(i).Type, into)
	}
}

func nameAll(structs map[reflect.Type]bool) {
	uses := map[string][]reflect.Type{}
	for t := range structs {
		uses[t.String()] = append(uses[t.String()], t)
	}
	for name, types := range uses {
		for _, t := range types {
			names[t] = name
			// The core group's types have the plain name.
			path := strings.Split(t.PkgPath(), "/")
			if place := path[len(path)-2]; len(types) > 1 && place != "core" {
				names[t] = name + "@" + place
			}
		}
	}
}

func line(t reflect.Type) string {
	words := []string{names[t]}
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		parts := strings.Split(field.Tag.Get("json"), ",")
		if parts[0] == "-" || !field.IsExported() {
			continue
		}
		mark := ""
		for _, option := range parts[1:] {
			mark += map[string]string{"omitempty": "?", "omitzero": "~"}[option]
		}
		switch text := typeText(field.Type); {
		case parts[0] == "" && field.Anonymous:
			words = append(words, "="+text)
		case parts[0] == "":
			words = append(words, field.Name+mark+":"+text)
		case text == "string":
			words = append(words, parts[0]+mark)
		default:
			words = append(words, parts[0]+mark+":"+text)
		}
	}
	return strings.Join(words, " ")
}

// A type as Go writes it; what has a form of its own in JSON has a "!", and named ones that are no struct tell what they are.
func typeText(t reflect.Type) string {
	switch {
	case t.Kind() == reflect.Pointer:
		return "*" + typeText(t.Elem())
	case isCustom(t):
		return "!" + t.String()
	case t.Kind() == reflect.Struct:
		return names[t]
	}
	plain := t.Kind().String()
	switch t.Kind() {
	case reflect.Slice:
		plain = "[]" + typeText(t.Elem())
	case reflect.Map:
		plain = "map[" + t.Key().String() + "]" + typeText(t.Elem())
	}
	if t.PkgPath() != "" {
		return t.String() + "=" + plain
	}
	return plain
}

func gvk(group, kind string) schema.GroupVersionKind {
	return schema.FromAPIVersionAndKind(group, kind)
}
