from prefect import flow


@flow(log_prints=True)
def served(city: str = "Seattle"):
    print(f"served {city}")


if __name__ == "__main__":
    served.serve(name="by-process", parameters={"city": "New York"})
